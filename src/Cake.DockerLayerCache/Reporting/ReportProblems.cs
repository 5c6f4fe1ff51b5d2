using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>What can go wrong with a report.</summary>
internal static class ReportProblems
{
    public static DockerLayerCacheException BadName(string name) =>
        new(
            "DLC0122",
            $"the report's Name is {ShellText.Seen(name)}, which is no file name. Expected: a name without folders and without an extension, "
                + "for example api-image; the folder is Directory."
        );

    public static DockerLayerCacheException NotWritten(string file, string message) =>
        new(
            "DLC0406",
            $"the report {file} could not be written: {message} The image is in place; name another folder with Directory."
        );

    public static string NotHandedOn(string file, string message) =>
        $"DLC0511: {file}, in which the CI service takes what a step has to say, could not be written: {message} The image is in "
        + "place; its summary and its outputs are not in the service. Make the file writable where Cake runs.";

    public static string InContext(string folder, string ignoreFile) =>
        $"DLC0508: the report's folder {folder} is in the build context, and {ignoreFile} does not name it: each report "
        + $"changes what COPY . . brings in, and the next build misses there. Name it in {ignoreFile}, or another folder with "
        + "Directory.";
}
