using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Corpus;

namespace Cake.DockerLayerCache.IntegrationTests.Language;

/// <summary>
/// Every Dockerfile of the corpus means to the reader what it means to BuildKit: the same stages, the same steps for
/// each target, the same refusals.
/// </summary>
public sealed partial class DockerfileCorpusTests
{
    private const int BuildsAtOnce = 60;
    private const int Attempts = 3;

    // What any build can fail by.
    private static readonly string[] OtherFailures =
    [
        "dial tcp",
        "Cannot connect",
        "failed to resolve source metadata",
        "failed to calculate checksum",
    ];

    private readonly Dictionary<string, string> stagesOfEngine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> stepsOfEngine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> refusals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> failures = new(StringComparer.Ordinal);

    public static IEnumerable<CorpusFile> Accepted => DockerfileCorpus.All.Where(file => Refusal(file) is null);

    public static IEnumerable<CorpusFile> Refused => DockerfileCorpus.All.Where(file => Refusal(file) is not null);

    [OneTimeSetUp]
    public void AskTheEngine()
    {
        var bed = Beds.Fresh(Beds.ContainerdStore);
        using var folder = new TemporaryFolder("corpus");
        using var registry = new Registry(Beds.Registry.Address);
        foreach (var file in DockerfileCorpus.All)
        {
            folder.Write(file.Name, file.Text);
            // BuildKit makes one step of those that say the same, or come out the same, and tells it under the name it has
            // in one of the builds. So none does: each Dockerfile has ignore rules, files and a base image of its own.
            folder.Write($"{file.Name}.dockerignore", $"not {file.Name}\n");
            DockerfileCorpus.WriteContext(folder, Context(file));
            registry.Vary("busybox", "1", Tag(file));
        }

        Beds.OnLiving(
            bed,
            () =>
            {
                Ask(bed, folder);
                Assert.That(bed.Answers, "else what it has answered is nothing to go by");
            }
        );
    }

    private void Ask(Bed bed, TemporaryFolder folder)
    {
        failures.Clear();
        // Mostly the start of a process: side by side it takes a third of the time.
        foreach (
            var (file, error) in Refused
                .AsParallel()
                .WithDegreeOfParallelism(4)
                .Select(file => (file, error: BuildError(bed, file, folder)))
        )
        {
            refusals[file.Name] = error;
        }

        foreach (var builds in Accepted.Select(file => new Build(file, null)).Chunk(BuildsAtOnce))
        {
            Try(bed, builds, some => AskForStages(new Bake(bed, folder), some, folder));
        }

        // The targets of one Dockerfile have steps in common, and BuildKit loses snapshots of those that are built more than
        // once at a time (moby/buildkit#6808). So never two of them at once.
        foreach (
            var builds in Accepted
                .SelectMany(file =>
                    Targets(file).Index().Select(each => (each.Index, Build: new Build(file, each.Item)))
                )
                .GroupBy(each => each.Index, each => each.Build)
                .SelectMany(round => round.Chunk(BuildsAtOnce))
        )
        {
            Try(bed, builds, some => AskForSteps(new Bake(bed, folder), some, folder));
        }
    }

    private static string BuildError(Bed bed, CorpusFile file, TemporaryFolder folder)
    {
        var error = BuildErrorOnce(bed, file, folder);
        for (var attempt = 1; attempt < Attempts && OtherFailures.Any(error.Contains); attempt++)
        {
            error = BuildErrorOnce(bed, file, folder);
        }

        return error;
    }

    private static string BuildErrorOnce(Bed bed, CorpusFile file, TemporaryFolder folder) =>
        bed.TryDocker(
            "buildx",
            "build",
            "--progress=plain",
            $"--output={Bake.CacheOnly}",
            $"--build-arg={DockerfileCorpus.BaseImage}={BaseImage(file)}",
            $"--file={folder.File(file.Name)}",
            folder.File(Context(file))
        ).Error;

    /// <summary>All with one command; one by one where that fails, so that only the culprit's test does.</summary>
    private void Try(Bed bed, Build[] builds, Action<Build[]> ask)
    {
        try
        {
            ask(builds);
        }
        catch (InvalidOperationException) when (builds.Length > 1 && bed.Answers)
        {
            foreach (var build in builds)
            {
                Try(bed, [build], ask);
            }
        }
        catch (InvalidOperationException e) when (builds.Length == 1 && bed.Answers)
        {
            failures[builds[0].File.Name] = e.Message;
        }
    }

    private void AskForStages(Bake bake, Build[] builds, TemporaryFolder folder)
    {
        var names = Add(bake, builds, folder);
        foreach (var (name, stages) in bake.Stages())
        {
            stagesOfEngine[names[name].File.Name] = string.Join("; ", stages);
        }
    }

    private void AskForSteps(Bake bake, Build[] builds, TemporaryFolder folder)
    {
        var names = Add(bake, builds, folder);
        var steps = bake.Run();
        foreach (var (name, build) in names)
        {
            stepsOfEngine[build.Key] = string.Join(
                "; ",
                steps[name]
                    .Select(Stage)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
            );
        }
    }

    private static Dictionary<string, Build> Add(Bake bake, Build[] builds, TemporaryFolder folder) =>
        builds.ToDictionary(
            build =>
                bake.Add(
                    folder.File(Context(build.File)),
                    folder.File(build.File.Name),
                    build.Target,
                    Bake.CacheOnly,
                    BaseImage(build.File)
                ),
            StringComparer.Ordinal
        );

    [TestCaseSource(nameof(Accepted))]
    public void Stages_and_steps_are_those_of_the_engine(CorpusFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Assert.That(failures, Does.Not.ContainKey(file.Name), failures.GetValueOrDefault(file.Name));
        var dockerfile = Read(file);
        Assert.Multiple(() =>
        {
            Assert.That(StagesOf(dockerfile), Is.EqualTo(stagesOfEngine[file.Name]), "stages");
            foreach (var target in Targets(file))
            {
                Assert.That(
                    StepsOf(dockerfile, target),
                    Is.EqualTo(StepsOfEngine(dockerfile, new Build(file, target).Key)),
                    $"steps for {target ?? "the last stage"}"
                );
            }
        });
    }

    [TestCaseSource(nameof(Refused))]
    public void What_is_refused_the_engine_refuses_too(CorpusFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Assert.That(refusals[file.Name], Does.Contain("ERROR: "), $"the reader says: {Refusal(file)}");
        Assert.That(OtherFailures, Has.None.Matches<string>(refusals[file.Name].Contains), refusals[file.Name]);
    }

    private static string Context(CorpusFile file) => $"{file.Name} context";

    private static string Tag(CorpusFile file) => file.Name.Replace(' ', '-');

    private static string BaseImage(CorpusFile file) => $"{Beds.Registry?.Address ?? "registry"}/busybox:{Tag(file)}";

    private static Dockerfile Read(CorpusFile file) =>
        Dockerfile.Parse(
            file.Text,
            "Dockerfile",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [DockerfileCorpus.BaseImage] = "127.0.0.1/busybox:1",
            }
        );

    private static string? Refusal(CorpusFile file) =>
        Refusal(() =>
        {
            var dockerfile = Read(file);
            _ = dockerfile.NeededBy(dockerfile.Target(null));
        });

    private static string? Refusal(Action reading)
    {
        try
        {
            reading();
            return null;
        }
        catch (DockerLayerCacheException e)
        {
            return e.Message;
        }
    }

    /// <summary>The last stage, and each that has a name.</summary>
    private static IEnumerable<string?> Targets(CorpusFile file)
    {
        var dockerfile = Read(file);
        return dockerfile
            .Stages.Select(stage => stage.Name)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Prepend(null)
            .Where(target => Refusal(() => dockerfile.NeededBy(dockerfile.Target(target))) is null);
    }

    private static string StagesOf(Dockerfile dockerfile) =>
        string.Join(
            "; ",
            dockerfile.Stages.Select(stage =>
                Bake.Stage(stage.GivenName ?? "", stage.Line, isDefault: stage == dockerfile.Stages[^1])
            )
        );

    private static string StepsOf(Dockerfile dockerfile, string? target) =>
        string.Join(
            "; ",
            dockerfile
                .NeededBy(dockerfile.Target(target))
                .Select(stage => (Name: NameOf(dockerfile, stage), Count: CountOf(stage)))
                .Where(stage => stage.Count > 0)
                .Select(stage => $"{stage.Name} {stage.Count}".Trim())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );

    // BuildKit names the only stage in some steps, and in others not.
    private string StepsOfEngine(Dockerfile dockerfile, string key) =>
        dockerfile.Stages.Count == 1 ? stepsOfEngine[key].Split(' ')[^1] : stepsOfEngine[key];

    private static string NameOf(Dockerfile dockerfile, Stage stage) =>
        dockerfile.Stages.Count == 1 ? "" : stage.GivenName ?? $"stage-{stage.Index}";

    // BuildKit counts every ONBUILD as a step.
    private static int CountOf(Stage stage) =>
        stage.Steps.Count()
        + (stage.BaseStage?.Triggers.Count ?? 0)
        + (stage.BaseStage is null && stage.Base != "scratch" ? 1 : 0);

    /// <summary>Of <c>builder 1/2] COPY …</c> the stage, and how many steps it has.</summary>
    private static string? Stage(string step) =>
        StepName().Match(step) is { Success: true } match
            ? $"{match.Groups["stage"].Value} {match.Groups["count"].Value}".Trim()
            : null;

    [GeneratedRegex(@"^(?<stage>[a-z][a-z0-9-_.]*)? ?\d+/(?<count>\d+)\] ", RegexOptions.NonBacktracking)]
    private static partial Regex StepName();

    private sealed record Build(CorpusFile File, string? Target)
    {
        public string Key => $"{File.Name} {Target}";
    }
}
