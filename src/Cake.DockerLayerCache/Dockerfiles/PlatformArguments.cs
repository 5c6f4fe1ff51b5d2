using System.Runtime.InteropServices;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The arguments that every Dockerfile has without declaring them, as BuildKit sets them.</summary>
internal static class PlatformArguments
{
    public static Dictionary<string, string> For(string? target)
    {
        // Engines on Windows and macOS run in a Linux machine of the host's architecture.
        var build = Normalize($"linux/{RuntimeInformation.OSArchitecture}");
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(arguments, "BUILD", build);
        Add(arguments, "TARGET", target is null ? build : Normalize(target));
        return arguments;
    }

    private static void Add(Dictionary<string, string> arguments, string prefix, string platform)
    {
        var parts = platform.Split('/', 3);
        arguments[$"{prefix}PLATFORM"] = platform;
        arguments[$"{prefix}OS"] = parts[0];
        arguments[$"{prefix}OSVERSION"] = "";
        arguments[$"{prefix}ARCH"] = parts.ElementAtOrDefault(1) ?? "";
        arguments[$"{prefix}VARIANT"] = parts.ElementAtOrDefault(2) ?? "";
    }

    private static string Normalize(string platform) =>
        platform.Trim().ToUpperInvariant() switch
        {
            // An architecture alone is Linux's.
            "AMD64" or "X86_64" => "linux/amd64",
            "ARM64" or "AARCH64" => "linux/arm64",
            "ARM" => "linux/arm/v7",
            "386" or "I386" => "linux/386",
            var alone and ("PPC64LE" or "S390X" or "RISCV64" or "LOONG64") => $"linux/{alone.ToLowerInvariant()}",
            "LINUX/X64" or "LINUX/X86_64" => "linux/amd64",
            "LINUX/AARCH64" or "LINUX/ARM64/V8" => "linux/arm64",
            "LINUX/ARM" => "linux/arm/v7",
            "LINUX/X86" or "LINUX/I386" => "linux/386",
            _ => platform.Trim().ToLowerInvariant(),
        };
}
