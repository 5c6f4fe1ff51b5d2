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
internal sealed record DockerAnswer(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Docker's own words about a failure.</summary>
    public string Message => string.Join(System.Environment.NewLine, Error.Count > 0 ? Error : Output).Trim();
}
