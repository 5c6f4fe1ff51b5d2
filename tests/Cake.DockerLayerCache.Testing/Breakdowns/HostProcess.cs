using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Cake.DockerLayerCache.Testing.Breakdowns;

/// <summary>A process that runs a build, as Cake's does: <c>tests/Cake.DockerLayerCache.Host</c>.</summary>
public sealed class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource read = new();
    private int open = 2;

    public HostProcess(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory
    )
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Cake.DockerLayerCache.Host.dll");
        // A group of its own, and Ctrl+C heeded, which a shell's background jobs are told to ignore.
        var start = new ProcessStartInfo(
            "env",
            ["--default-signal=INT", "setsid", "dotnet", "exec", program, .. arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>How it ended; null while it runs.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Sends a signal, as TERM.</summary>
    public void Signal(string signal) => Kill(signal, Id);

    /// <summary>Sends what Ctrl+C in a terminal sends: to the process and all that it has started.</summary>
    public void Interrupt() => Kill("INT", $"-{Id}");

    /// <summary>Waits for its end, and for all that it wrote before.</summary>
    public bool EndsWithin(TimeSpan limit) => process.WaitForExit(limit) && read.Task.Wait(limit);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private string Id => process.Id.ToString(CultureInfo.InvariantCulture);

    private static void Kill(string signal, string target)
    {
        // The shell's own: a bare machine has no other.
        var result = Command.Run("bash", ["-c", "kill -s \"$0\" -- \"$1\"", signal, target]);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.Error);
        }
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            if (Interlocked.Decrement(ref open) == 0)
            {
                read.SetResult();
            }

            return;
        }

        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }
}
