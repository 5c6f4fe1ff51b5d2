using System.Diagnostics;
using System.Globalization;

namespace Cake.DockerLayerCache.Testing.Breakdowns;

/// <summary>This machine's processes, those of the beds' steps among them, by their command lines.</summary>
public static class Processes
{
    /// <summary>Those with this text in their command line.</summary>
    public static IReadOnlyList<string> With(string text) =>
        [.. All().Select(process => process.CommandLine).Where(line => line.Contains(text, StringComparison.Ordinal))];

    /// <summary>Ends those whose command line is exactly this one, words separated by blanks.</summary>
    public static void End(string commandLine)
    {
        foreach (var (pid, _) in All().Where(process => process.CommandLine == commandLine))
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }
    }

    private static IEnumerable<(int Pid, string CommandLine)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && CommandLine(folder) is { Length: > 0 } line
            )
            {
                yield return (pid, line);
            }
        }
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ').TrimEnd();
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
