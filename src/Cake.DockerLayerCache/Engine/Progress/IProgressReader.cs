namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>Reads a build's output as it comes, shows it to a person, and keeps what it tells.</summary>
internal interface IProgressReader
{
    void Output(string line);

    void Error(string line);

    /// <summary>What runs just now and for how long, a line each.</summary>
    IReadOnlyList<string> Running { get; }

    BuildTrace Trace(bool succeeded);

    /// <summary>What docker said outside its progress: the words to show when the build fails.</summary>
    IReadOnlyList<string> Messages { get; }
}
