using System.Text;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;
using Path = System.IO.Path;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Writes a report where the user wants it, and where the CI service shows it.</summary>
internal sealed class ReportFiles(
    ICakeContext context,
    DockerBuildResult result,
    DockerBuildReportSettings settings,
    ShownText shown
)
{
    private readonly ShownLog log = new(context.Log, shown);

    private readonly DirectoryPath folder = (
        // Several users of a machine may have one folder for temporary files.
        settings.Directory
        ?? new DirectoryPath(Path.GetTempPath()).Combine($"docker-build-report-{User}")
    ).MakeAbsolute(context.Environment);

    // A name may have a domain before it, and a container need not know any.
    private static string User => string.Concat(Environment.UserName.Select(c => char.IsLetterOrDigit(c) ? c : '-'));

    public DockerBuildReportFiles Write()
    {
        if (!IsFileName(Name))
        {
            throw ReportProblems.BadName(Name);
        }

        if (!settings.OutputPrefix.All(IsOfOutput))
        {
            throw InputProblems.MalformedValue(
                nameof(settings.OutputPrefix),
                settings.OutputPrefix,
                "letters, digits, '-', '_' and '.'"
            );
        }

        WarnOfContext();
        var summary = settings.Markdown || settings.Summary ? ReportMarkdown.Of(result) : "";
        var files = new DockerBuildReportFiles
        {
            Html = settings.Html ? Write("html", ReportPage.Of(result)) : null,
            Json = settings.Json ? Write("json", ReportJson.Of(result)) : null,
            Markdown = settings.Markdown ? Write("md", summary) : null,
        };
        var places = new CiPlaces(
            context,
            (file, message) => log.Warning("{0}", ReportProblems.NotHandedOn(file, message))
        );
        if (settings.Summary)
        {
            places.Show(summary, files.Markdown);
        }

        if (settings.Outputs)
        {
            places.Set(Outputs());
        }

        return files;
    }

    private string Name => settings.Name ?? NameOf(result.Image.Split('/'));

    // Two of a script's images may differ only in the folder.
    private static string NameOf(string[] parts) =>
        string.Join("--", parts.Length > 1 && ImageName.IsRegistry(parts[0]) ? parts[1..] : parts);

    // Cake takes \ for / wherever it runs.
    private static bool IsFileName(string name) =>
        name is not ("" or "." or "..")
        && name.AsSpan().IndexOfAny('/', '\\', ':') < 0
        && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0
        && !name.Any(char.IsControl);

    private static bool IsOfOutput(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private IEnumerable<KeyValuePair<string, string>> Outputs() =>
        [
            KeyValuePair.Create($"{settings.OutputPrefix}image", result.Image),
            KeyValuePair.Create($"{settings.OutputPrefix}digest", result.Digest ?? ""),
            // Where every tag was left alone, each names another image.
            .. (
                result.Digest is { } digest ? $"@{digest}"
                : result.Tags is [.., var tag] ? $":{tag}"
                : null
            )
                is { } which
                ? [KeyValuePair.Create($"{settings.OutputPrefix}reference", result.Image + which)]
                : Array.Empty<KeyValuePair<string, string>>(),
            KeyValuePair.Create($"{settings.OutputPrefix}fully-cached", result.FullyCached ? "true" : "false"),
        ];

    private FilePath Write(string extension, string text)
    {
        var file = folder.CombineWithFilePath($"{Name}.{extension}");
        try
        {
            context.FileSystem.GetDirectory(folder).Create();
            using var stream = context.FileSystem.GetFile(file).Open(FileMode.Create, FileAccess.Write, FileShare.Read);
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ReportProblems.NotWritten(file.FullPath, e.Message);
        }

        log.Information("Report: {0}", file.FullPath);
        return file;
    }

    private void WarnOfContext()
    {
        if (result.LetInBy?.Invoke(folder.FullPath) is { } ignoreFile)
        {
            log.Warning("{0}", ReportProblems.InContext(folder.FullPath, ignoreFile));
        }
    }
}
