using Cake.Core.IO;

namespace Cake.DockerLayerCache.References;

/// <summary>Where the files are: the context as docker is told it, and the Dockerfile as it is told and as it is read.</summary>
internal sealed class BuildContext(string path, string? file, DirectoryPath folder, FilePath dockerfile)
{
    public string Path => path;

    public string? File => file;

    public DirectoryPath Folder => folder;

    public FilePath Dockerfile => dockerfile;

    /// <summary>Where docker is started, and relative paths begin.</summary>
    public required DirectoryPath WorkingDirectory { get; init; }

    public static BuildContext Locate(
        string? path,
        DockerCachedBuildSettings settings,
        IFileSystem fileSystem,
        DirectoryPath cakesWorkingDirectory
    )
    {
        var file = settings.File;
        var workingDirectory = settings.WorkingDirectory?.MakeAbsolute(cakesWorkingDirectory) ?? cakesWorkingDirectory;
        if (string.IsNullOrWhiteSpace(path))
        {
            throw InputProblems.NoContext();
        }

        _ = Argument.Checked("path", path);
        _ = BuildOptions.Blank(nameof(settings.File), file);
        var context = new DirectoryPath(path).MakeAbsolute(workingDirectory);
        if (!fileSystem.Exist(context))
        {
            throw InputProblems.ContextNotFound(path, context.FullPath);
        }

        var dockerfile = string.IsNullOrWhiteSpace(file)
            ? context.CombineWithFilePath("Dockerfile")
            : new FilePath(file).MakeAbsolute(workingDirectory);
        if (!fileSystem.Exist(dockerfile))
        {
            var inContext =
                string.IsNullOrWhiteSpace(file) || !new FilePath(file).IsRelative
                    ? null
                    : new DirectoryPath(path).CombineWithFilePath(file);
            throw InputProblems.DockerfileNotFound(
                string.IsNullOrWhiteSpace(file) ? "Dockerfile" : file,
                dockerfile.FullPath,
                inContext is not null && fileSystem.Exist(inContext.MakeAbsolute(workingDirectory))
                    ? inContext.FullPath
                    : null
            );
        }

        return new BuildContext(
            NotAnOption(path),
            string.IsNullOrWhiteSpace(file) ? null : NotStandardInput(file),
            context,
            dockerfile
        )
        {
            WorkingDirectory = workingDirectory,
        };
    }

    // A Dockerfile of that name is none to docker: it would wait for one to be typed.
    private static string NotStandardInput(string file) => file is "-" ? "./-" : file;

    // The context is docker's one positional argument: a folder named -x would be read as an option.
    private static string NotAnOption(string path) => path.StartsWith('-') ? $"./{path}" : path;
}
