using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests.Language;

/// <summary>What a <c>.dockerignore</c> keeps from the engine, file by file, as <c>COPY . /</c> shows it.</summary>
public sealed class IgnoreRulesTests
{
    private const int Sets = IgnoreSets.Generated;

    private static readonly IReadOnlyList<string> All = [.. IgnoreSets.Written, .. IgnoreSets.Generate(Sets)];

    private readonly Dictionary<int, IReadOnlyList<string>> copied = [];
    private readonly Dictionary<int, IReadOnlyList<string>> named = [];
    private readonly Dictionary<string, CommandResult> answers = new(StringComparer.Ordinal);
    private Bed bed = null!;

    public static IEnumerable<TestCaseData> Numbers() =>
        All.Select((text, i) => new TestCaseData(i).SetArgDisplayNames(text.ReplaceLineEndings("⏎")));

    [OneTimeSetUp]
    public void CopyAll()
    {
        bed = Beds.Fresh(Beds.ContainerdStore);
        using var folder = new TemporaryFolder("ignore");
        Beds.OnLiving(
            bed,
            () =>
            {
                CopyAll(folder);
                Assert.That(bed.Answers, "else what it has answered is nothing to go by");
            }
        );
    }

    private void CopyAll(TemporaryFolder folder)
    {
        foreach (var chunk in Enumerable.Range(0, All.Count).Chunk(40))
        {
            var bake = new Bake(bed, folder);
            foreach (var i in chunk)
            {
                // Of several kinds, so that patterns meet what they match and what they do not; one for each set, as the
                // engine keeps what it has of a folder for the next build from it.
                var context = folder.File($"tree{i}");
                IgnoreSets.WriteTree(context, i % IgnoreSets.Trees);
                folder.Write($"Dockerfile{i}", "FROM scratch\nCOPY . /\n");
                folder.Write($"Dockerfile{i}.dockerignore", All[i]);
                named[i] = [.. ContextFiles.In(context, IgnoreRules.Parse(All[i], "i")).Order(StringComparer.Ordinal)];
                bake.Add(context, folder.File($"Dockerfile{i}"), null, $"type=local,dest={folder.File($"out{i}")}");
            }

            _ = bake.Run();
            foreach (var i in chunk)
            {
                copied[i] =
                [
                    .. ContextFiles.In(folder.File($"out{i}"), IgnoreRules.None).Order(StringComparer.Ordinal),
                ];
            }
        }

        // Side by side, as most of it is the start of a process.
        foreach (
            var (text, answer) in Refusals
                .Index()
                .AsParallel()
                .WithDegreeOfParallelism(4)
                .Select(each => (each.Item, Build(folder, $"refused{each.Index}", each.Item)))
        )
        {
            answers[text] = answer;
        }
    }

    [TestCaseSource(nameof(Numbers))]
    public void What_is_copied_is_what_the_rules_name(int set) => Assert.That(named[set], Is.EqualTo(copied[set]));

    [TestCaseSource(nameof(Refusals))]
    public void What_the_rules_refuse_the_engine_refuses(string text) =>
        Assert.Multiple(() =>
        {
            Assert.That(() => IgnoreRules.Parse(text, "i"), Throws.TypeOf<DockerLayerCacheException>());
            Assert.That(answers[text].ExitCode, Is.Not.Zero);
            Assert.That(
                answers[text].Error,
                Does.Contain("syntax error in pattern").Or.Contain("illegal exclusion pattern")
            );
        });

    private CommandResult Build(TemporaryFolder folder, string name, string ignoreRules)
    {
        folder.Write($"{name}/Dockerfile", "FROM scratch\nCOPY . /\n");
        folder.Write($"{name}/.dockerignore", ignoreRules);
        folder.Write($"{name}/a", "a");
        return bed.TryDocker("buildx", "build", $"--output={Bake.CacheOnly}", folder.File(name));
    }

    private static readonly string[] Refusals =
    [
        "!",
        "[",
        "a[",
        "[a-",
        "[]",
        "[]a]",
        "a\\",
        "[a-]",
        "[-a]",
        "[^]",
        "[z-a]",
        "\\y",
    ];
}
