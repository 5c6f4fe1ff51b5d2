namespace Cake.DockerLayerCache.Engine;

/// <summary>The one process edge: everything this addin does to the world, it does by running docker here.</summary>
internal interface IDocker
{
    /// <summary>
    /// Runs a command to its end. A line given to <paramref name="onOutput"/> or <paramref name="onError"/> is not
    /// kept in the answer; without one, it is.
    /// </summary>
    DockerAnswer Run(DockerCommand command, Action<string>? onOutput = null, Action<string>? onError = null);
}

/// <summary>What a docker command said.</summary>
internal sealed class DockerAnswer(int exitCode, IReadOnlyList<string> output, IReadOnlyList<string> error)
{
    public int ExitCode => exitCode;

    public IReadOnlyList<string> Output => output;

    public IReadOnlyList<string> Error => error;

    /// <summary>Why it was stopped, in words and as a kind of failure; null where it ended by itself.</summary>
    public DockerFailure? Stopped { get; init; }

    public bool Succeeded => ExitCode == 0 && Stopped is null;

    /// <summary>Docker's own words about a failure.</summary>
    public string Message
    {
        get
        {
            var words = string.Join(System.Environment.NewLine, Error.Count > 0 ? Error : Output).Trim();
            return Stopped is null ? words : Stopped.With(words).Message;
        }
    }

    /// <summary>How it failed; null where it did not.</summary>
    public DockerFailure? Failure => Succeeded ? null : DockerFailure.Of(Message, Stopped);
}
