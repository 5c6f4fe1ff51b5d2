using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Cake.DockerLayerCache.Engine;

/// <summary>
/// Ends a docker command with all that it started. Docker's plugins end by themselves where docker is killed, but not
/// before they have found out who started them; and what is left would hold the pipes that are read here.
/// </summary>
internal static class ProcessTree
{
    /// <summary>The variable by which a command's processes are known: what it starts inherits it.</summary>
    public const string Variable = "CAKE_DOCKERLAYERCACHE_COMMAND";

    private const string Processes = "/proc";
    private const int Rounds = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Kills what has this mark, where the system tells that; again for what was started meanwhile.</summary>
    public static void Kill(string mark)
    {
        for (var round = 0; round < Rounds && Marked($"{Variable}={mark}") is { Count: > 0 } found; round++)
        {
            found.ForEach(KillOne);
            Thread.Sleep(Pause);
        }
    }

    private static List<int> Marked(string pair)
    {
        if (!Directory.Exists(Processes))
        {
            return [];
        }

        var bytes = Encoding.UTF8.GetBytes(pair);
        return
        [
            .. Directory
                .EnumerateDirectories(Processes)
                .Select(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0
                )
                .Where(id => id > 0 && id != Environment.ProcessId && Environ(id).AsSpan().IndexOf(bytes) >= 0),
        ];
    }

    private static byte[] Environ(int id)
    {
        try
        {
            return File.ReadAllBytes($"{Processes}/{id}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return [];
        }
    }

    private static void KillOne(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has just ended by itself.
        }
    }
}
