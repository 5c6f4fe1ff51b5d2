using Cake.Common.Build;
using Cake.Core;
using Cake.Core.IO;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Ci;

/// <summary>Where CI services show what a step has to say, and take what it has for later steps.</summary>
/// <param name="context">Cake's.</param>
/// <param name="refused">Is told of a file that could not be written, and why.</param>
internal sealed class CiPlaces(ICakeContext context, Action<string, string> refused)
{
    private readonly CiVariables variables = new(context);

    private BuildSystem BuildSystem => variables.BuildSystem;

    /// <summary>Puts a summary where the service has a place for one.</summary>
    public void Show(string markdown, FilePath? file)
    {
        if (BuildSystem.IsRunningOnGitHubActions && variables["GITHUB_STEP_SUMMARY"] is { } summary)
        {
            Append(summary, markdown);
        }
        else if (BuildSystem.IsRunningOnAzurePipelines)
        {
            file ??= Temporary(markdown);
            if (file is not null && InertText.IsOneLine(file.FullPath))
            {
                BuildSystem.AzurePipelines.Commands.UploadTaskSummary(file);
            }
        }
    }

    /// <summary>Gives values to later steps, where the service has a way.</summary>
    public void Set(IEnumerable<KeyValuePair<string, string>> outputs)
    {
        foreach (var (name, text) in outputs)
        {
            // One that ended the line would begin the next output, or a command.
            var value = MessageText.OneLine(InertText.Of(text));
            if (BuildSystem.IsRunningOnGitHubActions && variables["GITHUB_OUTPUT"] is { } file)
            {
                Append(file, $"{name}={value}");
            }
            else if (BuildSystem.IsRunningOnAzurePipelines)
            {
                BuildSystem.AzurePipelines.Commands.SetOutputVariable(name, value);
            }
            else if (BuildSystem.IsRunningOnTeamCity)
            {
                BuildSystem.TeamCity.SetParameter($"env.{name}", value);
            }
        }
    }

    // The service reads it when the step is over.
    private FilePath? Temporary(string markdown)
    {
        var file = new DirectoryPath(System.IO.Path.GetTempPath()).CombineWithFilePath($"{Guid.NewGuid():N}.md");
        return Write(file, FileMode.CreateNew, markdown) ? file : null;
    }

    // Other steps of the job have written there too.
    private void Append(string path, string text) => Write(path, FileMode.Append, text);

    // The image is in place, whether the service learns of it or not.
    private bool Write(FilePath path, FileMode mode, string text)
    {
        try
        {
            using var stream = context.FileSystem.GetFile(path).Open(mode, FileAccess.Write, FileShare.ReadWrite);
            using var writer = new StreamWriter(stream);
            writer.Write(text + "\n");
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            refused(path.FullPath, failure.Message);
            return false;
        }
    }
}
