using System.Runtime.InteropServices;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The arguments that every Dockerfile has without declaring them, as BuildKit sets them.</summary>
internal static class PlatformArguments
{
    public static IEnumerable<KeyValuePair<string, string>> For(string? target)
    {
        // Engines on Windows and macOS run in a Linux machine of the host's architecture.
        var build = Normalize($"linux/{RuntimeInformation.OSArchitecture}");
        return Named("BUILD", build).Concat(Named("TARGET", target is null ? build : Normalize(target)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Named(string prefix, string platform)
    {
        var parts = platform.Split('/', 3);
        yield return new($"{prefix}PLATFORM", platform);
        yield return new($"{prefix}OS", parts[0]);
        yield return new($"{prefix}OSVERSION", string.Empty);
        yield return new($"{prefix}ARCH", parts.ElementAtOrDefault(1) ?? string.Empty);
        yield return new($"{prefix}VARIANT", parts.ElementAtOrDefault(2) ?? string.Empty);
    }

    private static string Normalize(string platform) =>
        platform.Trim().ToUpperInvariant() switch
        {
            "LINUX/X64" or "LINUX/X86_64" => "linux/amd64",
            "LINUX/AARCH64" or "LINUX/ARM64/V8" => "linux/arm64",
            "LINUX/ARM" => "linux/arm/v7",
            "LINUX/X86" or "LINUX/I386" => "linux/386",
            _ => platform.Trim().ToLowerInvariant(),
        };
}
