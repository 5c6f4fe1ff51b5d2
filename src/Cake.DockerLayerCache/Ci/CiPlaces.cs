using Cake.Common.Build;
using Cake.Core;
using Cake.Core.IO;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Ci;

/// <summary>Where CI services show what a step has to say, and take what it has for later steps.</summary>
internal sealed class CiPlaces(ICakeContext context)
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
        else if (BuildSystem.IsRunningOnAzurePipelines && file is not null && InertText.IsOneLine(file.FullPath))
        {
            BuildSystem.AzurePipelines.Commands.UploadTaskSummary(file);
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

    // Other steps of the job have written there too.
    private void Append(string path, string text)
    {
        using var stream = context.FileSystem.GetFile(path).Open(FileMode.Append, FileAccess.Write, FileShare.Read);
        using var writer = new StreamWriter(stream);
        writer.Write(text + "\n");
    }
}
