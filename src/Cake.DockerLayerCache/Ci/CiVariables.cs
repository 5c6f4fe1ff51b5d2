using System.Text.Json;
using Cake.Common.Build;
using Cake.Core;
using Cake.Core.IO;

namespace Cake.DockerLayerCache.Ci;

/// <summary>What there is to read a run's facts from: Cake's build system, and the variables it does not know.</summary>
internal sealed class CiVariables(ICakeContext context)
{
    public BuildSystem BuildSystem { get; } = context.BuildSystem();

    /// <summary>An environment variable; null where it is absent or blank.</summary>
    public string? this[string name] => CiText.NotBlank(context.Environment.GetEnvironmentVariable(name));

    /// <summary>A JSON document; an undefined element where there is none.</summary>
    public JsonElement Document(FilePath? path)
    {
        if (path is null || !context.FileSystem.Exist(path))
        {
            return default;
        }

        try
        {
            using var stream = context.FileSystem.GetFile(path).OpenRead();
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.Clone();
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            // What it would say is not known then, and what is not known is not trusted.
            return default;
        }
    }
}
