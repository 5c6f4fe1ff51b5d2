using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A copy of a sample that may be changed.</summary>
public sealed class SampleCopy : IDisposable
{
    private readonly Sample sample;
    private readonly TemporaryFolder folder = new("sample ");
    private readonly Dictionary<Change, string> words = [];

    public SampleCopy(Sample sample)
    {
        this.sample = sample;
        SourceFolder.Copy(sample.Folder, folder.Path);
    }

    /// <summary>Puts another word in the place of the one that is there.</summary>
    public void Make(Change change)
    {
        var path = folder.File(change.File);
        var old = words.GetValueOrDefault(change, change.Word);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative, $"'{old}' in {change.File}");
        words[change] = $"changed-{words.Count}-{Guid.NewGuid():N}";
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), words[change], text.AsSpan(at + old.Length)));
    }

    /// <summary>What stands in the place of a change's word now.</summary>
    public string WordOf(Change change) => words.GetValueOrDefault(change, change.Word);

    /// <summary>The line on which the Dockerfile has an instruction that begins so.</summary>
    public int Line(string instruction) =>
        File.ReadAllLines(folder.File("Dockerfile"))
            .Index()
            .First(line => line.Item.StartsWith(instruction, StringComparison.Ordinal))
            .Index + 1;

    public DockerBuildResult Build(Bed bed, string image)
    {
        var cake = CakeHost.Create(new RecordedLog(), folder.Path);
        return Beds.OnLiving(
            bed,
            () =>
                sample.MultiStage
                    ? cake.DockerMultiStageCachedBuild(With(bed.Use(new DockerMultiStageCachedBuildSettings()), image))
                    : cake.DockerCachedBuild(With(bed.Use(new DockerCachedBuildSettings()), image))
        );
    }

    public void Dispose() => folder.Dispose();

    private static T With<T>(T settings, string image)
        where T : DockerCachedBuildSettings
    {
        settings.Image = image;
        settings.Tags = ["latest", "1.4.7"];
        settings.BuildArg = [$"REGISTRY={Beds.Registry.Address}"];
        return settings;
    }
}
