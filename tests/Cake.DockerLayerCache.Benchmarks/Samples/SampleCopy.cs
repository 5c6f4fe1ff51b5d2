using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Samples;

/// <summary>A sample in a folder of its own, which changes from build to build.</summary>
internal sealed class SampleCopy : IDisposable
{
    private readonly Sample sample;
    private readonly Dictionary<Edit, string> markers = [];

    public SampleCopy(Sample sample)
    {
        this.sample = sample;
        SourceFolder.Copy(sample.Folder, Folder);
    }

    public Sample Sample => sample;

    public string Folder { get; } = Directory.CreateTempSubdirectory("benchmark-").FullName;

    /// <summary>What the image must hold by now: the end of a file's path, and a text in it.</summary>
    public IEnumerable<(string PathEnd, string Text)> Proofs =>
        markers.Select(made =>
            (made.Key.Proof.PathEnd, made.Key.Proof.Text(Path.Combine(Folder, made.Key.File), made.Value))
        );

    public void Make(Change change)
    {
        IEnumerable<Edit> edits = change switch
        {
            Change.Cold => [sample.Code, sample.Dependencies],
            Change.Code => [sample.Code],
            Change.Dependencies => [sample.Dependencies],
            _ => [],
        };
        foreach (var edit in edits)
        {
            // A valid name in all the languages, and never the same twice.
            markers[edit] = $"v{Guid.NewGuid():N}";
            edit.Apply(sample.Folder, Folder, markers[edit]);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
