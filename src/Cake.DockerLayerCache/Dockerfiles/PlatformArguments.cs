using System.Runtime.InteropServices;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The arguments that every Dockerfile has without declaring them, as BuildKit sets them.</summary>
internal static class PlatformArguments
{
    // Alone, each is Linux's.
    private static readonly string[] Architectures =
    [
        "amd64",
        "x86_64",
        "arm64",
        "aarch64",
        "arm",
        "386",
        "i386",
        "ppc64le",
        "s390x",
        "riscv64",
        "loong64",
    ];

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

    private static string Normalize(string platform)
    {
        var named = platform.Trim().ToLowerInvariant();
        return (Architectures.Contains(named, StringComparer.Ordinal) ? $"linux/{named}" : named) switch
        {
            "linux/x64" or "linux/x86_64" => "linux/amd64",
            "linux/aarch64" or "linux/arm64/v8" => "linux/arm64",
            "linux/arm" => "linux/arm/v7",
            "linux/x86" or "linux/i386" => "linux/386",
            var normal => normal,
        };
    }
}
