namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>
/// Each sample on each kind of engine: built first without a cache, then three to five times more, unchanged or with the
/// changes that it has, on a machine wiped before each build.
/// </summary>
[TestFixtureSource(nameof(Fixtures))]
public class BuildsInARowTests(string bed, Sample sample) : IDisposable
{
    private readonly List<HistoryEntry> builds = [];
    private History? history;

    public static IEnumerable<TestFixtureData> Fixtures() =>
        Beds
            .Main.Where(bed => bed != Beds.ContainerdStore)
            .SelectMany(bed => new[] { Sample.Wide, Sample.Python, Sample.Go }.Select(sample => (bed, sample)))
            .Append((Beds.OldBuildxOnContainerdStore, Sample.Wide))
            .Select(each =>
                new TestFixtureData(each.Item1, each.Item2).SetArgDisplayNames(each.Item1, each.Item2.Name)
            );

    protected HistoryEntry First => builds[0];

    protected HistoryEntry Unchanged => builds[1];

    [OneTimeSetUp]
    public void Build()
    {
        history = new History(bed, sample);
        Change?[] changes = [null, null, sample.Last, null];
        Change[] more =
            sample == Sample.Wide ? [sample.Earlier, sample.Last]
            : sample.Earlier == sample.Last ? []
            : [sample.Earlier];
        builds.AddRange(changes.Concat(more).Select(history.Build));
    }

    public void Dispose()
    {
        history?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Test]
    public void The_first_build_works_without_a_cache() =>
        Assert.Multiple(() =>
        {
            Assert.That(First.Result.Stages.Sum(stage => stage.CachedSteps), Is.Zero);
            Assert.That(First.Result.Tags, Is.EqualTo(["1.4.7", "latest"]));
            Assert.That(First.Result.Digest, Does.StartWith("sha256:"));
        });

    [Test]
    public void Nothing_is_warned_of() => Assert.That(builds.SelectMany(build => build.Result.Warnings), Is.Empty);

    [Test]
    public void An_unchanged_build_runs_no_step() =>
        Assert.Multiple(() =>
        {
            Assert.That(FirstLines(Unchanged), Is.Empty);
            Assert.That(Unchanged.Result.FullyCached);
            Assert.That(
                Unchanged.Result.Stages.Sum(stage => stage.Steps),
                Is.EqualTo(First.Result.Stages.Sum(stage => stage.Steps))
            );
        });

    [Test]
    public void An_unchanged_build_leaves_the_pushed_digest_as_it_is() =>
        Assert.That(Unchanged.Result.Digest, Is.EqualTo(First.Result.Digest));

    [Test]
    public void A_change_runs_the_steps_behind_it_and_no_other() =>
        Assert.Multiple(() =>
        {
            foreach (var (number, build) in builds.Index().Skip(2))
            {
                Assert.That(FirstLines(build), Is.EqualTo(build.FirstLines), $"build {number}");
            }
        });

    [TestCase("latest")]
    [TestCase("1.4.7")]
    public void A_pushed_tag_stands_for_what_was_built_last(string tag) =>
        Assert.That(history!.Digest(tag), Is.EqualTo(builds[^1].Result.Digest));

    [Test]
    public void What_was_built_last_is_what_a_fresh_machine_runs() =>
        Assert.That(
            history!.Said,
            sample == Sample.Wide
                ? Does.Contain("api.data").And.Contain("web/page.upper")
                : Does.Contain(history.WordOf(sample.Last))
        );

    [Test]
    public void The_image_has_the_files_of_its_stages_with_their_modes() =>
        Assert.That(
            history!.Files,
            sample == Sample.Go
                    ? Does.Match("-rwxr-xr-x .* app\n")
                        .And.Match("-rw-r--r-- .* etc/passwd\n")
                        .And.Match("-rw-r--r-- .* etc/group\n")
                : sample == Sample.Python
                    ? Does.Match("-rw-r--r-- .* app/daylight/cities.json\n").And.Match(" etc/timezone\n")
                : Does.Match("-rw-r--r-- .* srv/api/api.data\n").And.Match("-rw-r--r-- .* srv/web/web.data\n")
        );

    // The legacy builder runs stages that the target does not need as well.
    private static IEnumerable<int?> FirstLines(HistoryEntry build) =>
        build
            .Result.Stages.Where(stage => stage.Name != "test")
            .Select(stage => stage.FirstMissedStep?.Line)
            .Where(line => line is not null);
}
