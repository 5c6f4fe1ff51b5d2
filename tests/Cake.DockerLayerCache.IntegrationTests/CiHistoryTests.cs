using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>
/// A repository's days in CI, played once for each kind of engine, each run on a wiped machine: what every run read and
/// wrote is seen in the registry.
/// </summary>
[TestFixtureSource(typeof(Beds), nameof(Beds.Main))]
public sealed class CiHistoryTests(string bedName) : IDisposable
{
    private const string Main = "main builds";
    private const string FirstOfBranch = "a branch builds for the first time";
    private const string SecondOfBranch = "the branch builds again";
    private const string PullRequest = "its pull request builds";
    private const string Fork = "a pull request from a fork builds";
    private const string AfterMerge = "main builds what was merged";
    private const string AfterMergeAgain = "main builds it again";

    private readonly string repository = $"history/{Guid.NewGuid():N}";
    private readonly Dictionary<string, Run> runs = new(StringComparer.Ordinal);
    private readonly List<Run> twoAtOnce = [];
    private Workspace? workspace;

    [OneTimeSetUp]
    public void Play()
    {
        workspace = new Workspace(Workspace.TwoStages, repository);
        var main = Push("main");
        var branch = Push("feature/login");

        Build(Main, main, "code 1\n");
        Build(FirstOfBranch, branch, "code 2\n");
        Build(SecondOfBranch, branch, "code 2\n");
        BuildTwoAtOnce();
        Build(PullRequest, RequestFrom("owner/app", "feature/login"), "code 2\n");
        Build(Fork, RequestFrom("someone/app", "main"), "code of anyone\n");
        Build(AfterMerge, main, "code 2\n");
        Build(AfterMergeAgain, main, "code 2\n");
    }

    public void Dispose() => workspace?.Dispose();

    [Test]
    public void A_branch_s_first_build_hits_the_cache_of_main() =>
        Assert.Multiple(() =>
        {
            Assert.That(runs[FirstOfBranch].Cached, Is.Positive.And.LessThan(runs[FirstOfBranch].Steps));
            Assert.That(runs[FirstOfBranch].Read, Has.Some.Not.Contains("--"));
        });

    [Test]
    public void A_branch_s_second_build_hits_its_own_cache() =>
        Assert.Multiple(() =>
        {
            Assert.That(runs[SecondOfBranch].Result.FullyCached, runs[SecondOfBranch].Log);
            Assert.That(runs[SecondOfBranch].Read, Has.Some.Contains("--feature-login-df7c7aeb"));
        });

    [Test]
    public void A_branch_writes_its_own_and_nothing_else()
    {
        foreach (var name in new[] { FirstOfBranch, SecondOfBranch })
        {
            Assert.That(runs[name].Written, Is.Not.Empty.And.All.EndsWith("--feature-login-df7c7aeb"), name);
            Assert.That(runs[name].Moved, Is.All.EndsWith("--feature-login-df7c7aeb"), name);
        }
    }

    [Test]
    public void Two_branches_at_once_leave_each_its_own_cache() =>
        Assert.Multiple(() =>
        {
            foreach (var run in twoAtOnce)
            {
                Assert.That(run.Result.FullyCached, run.Log);
            }
        });

    [Test]
    public void A_pull_request_hits_its_branch_s_cache_and_writes_its_own() =>
        Assert.Multiple(() =>
        {
            Assert.That(runs[PullRequest].Result.FullyCached, runs[PullRequest].Log);
            Assert.That(runs[PullRequest].Written, Is.Not.Empty.And.All.EndsWith("--pr-12"));
            Assert.That(runs[PullRequest].Result.Tags, Is.EqualTo(["latest--pr-12"]));
        });

    [Test]
    public void A_fork_hits_the_cache_of_main_and_writes_nothing() =>
        Assert.Multiple(() =>
        {
            Assert.That(runs[Fork].Cached, Is.Positive.And.LessThan(runs[Fork].Steps));
            Assert.That(runs[Fork].Written, Is.Empty);
            Assert.That(runs[Fork].Moved, Is.Empty);
            Assert.That(runs[Fork].Result.Digest, Is.Null);
        });

    [Test]
    public void Main_reads_nothing_that_a_branch_or_a_fork_has_written() =>
        Assert.Multiple(() =>
        {
            foreach (var name in new[] { Main, AfterMerge, AfterMergeAgain })
            {
                Assert.That(runs[name].Read, Is.All.Not.Contains("--"), name);
            }

            // The code that was merged was built on the branch only.
            Assert.That(runs[AfterMerge].Result.FullyCached, Is.False);
            Assert.That(runs[AfterMerge].Cached, Is.Positive);
            Assert.That(runs[AfterMergeAgain].Result.FullyCached, runs[AfterMergeAgain].Log);
        });

    [Test]
    public void Only_main_moves_what_has_a_plain_name() =>
        Assert.Multiple(() =>
        {
            Assert.That(runs[Main].Moved, Does.Contain("latest").And.All.Not.Contain("--"));
            Assert.That(runs[AfterMerge].Moved, Does.Contain("latest").And.All.Not.Contain("--"));
        });

    [Test]
    public void A_tag_publishes_its_stages_beside_those_of_main()
    {
        using var released = new Workspace(Workspace.TwoStages);
        using var registry = new Registry(Beds.Registry.Address);
        released.Build(Beds.Fresh(bedName), Push("main"), change: Stage);
        var builder = registry.Digest(released.Repository, "builder");
        var before = registry.Tags(released.Repository);
        released.Write("code", "code of a hotfix\n");

        var result = released.Build(
            Beds.Fresh(bedName),
            new Dictionary<string, string>(Push("v1.4.8"), StringComparer.Ordinal) { ["BUILDKITE_TAG"] = "v1.4.8" },
            change: settings =>
            {
                Stage(settings);
                settings.Tags = ["1.4.8"];
            }
        );

        Assert.Multiple(() =>
        {
            Assert.That(
                registry.Tags(released.Repository).Except(before, StringComparer.Ordinal),
                Is.EquivalentTo(["1.4.8", "builder--v1.4.8"])
            );
            Assert.That(registry.Digest(released.Repository, "builder"), Is.EqualTo(builder));
            Assert.That(
                result.Stages.Single(stage => stage.Name == "builder").Image,
                Is.EqualTo($"{released.Image}:builder--v1.4.8")
            );
            Assert.That(
                Beds.Fresh(bedName).Run($"{released.Image}:builder--v1.4.8", "cat", "result"),
                Does.Contain("code of a hotfix")
            );
            Assert.That(result.Stages.Sum(stage => stage.CachedSteps), Is.Positive, released.Log.Text);
        });

        static void Stage(DockerMultiStageCachedBuildSettings settings) => settings.Stages = ["builder"];
    }

    [Test]
    public void Every_run_says_what_it_may_and_why() =>
        Assert.Multiple(() =>
        {
            foreach (var run in runs.Values)
            {
                Assert.That(run.Result.Decisions, Has.Count.EqualTo(3));
                Assert.That(run.Result.Decisions, Is.All.Matches<string>(run.Log.Contains));
            }
        });

    private static Dictionary<string, string> Push(string branch) =>
        new(StringComparer.Ordinal)
        {
            ["BUILDKITE"] = "true",
            ["BUILDKITE_BRANCH"] = branch,
            ["BUILDKITE_PULL_REQUEST"] = "false",
            ["BUILDKITE_PIPELINE_DEFAULT_BRANCH"] = "main",
        };

    private static Dictionary<string, string> RequestFrom(string repository, string branch) =>
        new(StringComparer.Ordinal)
        {
            ["BUILDKITE"] = "true",
            ["BUILDKITE_BRANCH"] = branch,
            ["BUILDKITE_PULL_REQUEST"] = "12",
            ["BUILDKITE_PULL_REQUEST_BASE_BRANCH"] = "main",
            ["BUILDKITE_PULL_REQUEST_REPO"] = $"git://github.com/{repository}.git",
            ["BUILDKITE_REPO"] = "git@github.com:owner/app.git",
            ["BUILDKITE_PIPELINE_DEFAULT_BRANCH"] = "main",
        };

    private void Build(string name, IReadOnlyDictionary<string, string> run, string code)
    {
        var bed = Beds.Fresh(bedName);
        workspace!.Write("code", code);
        runs[name] = Watched(bed, run);
    }

    private void BuildTwoAtOnce()
    {
        var bed = Beds.Fresh(bedName);
        string[] branches = ["one", "other"];
        foreach (var branch in branches)
        {
            workspace!.Write($"{branch}/Dockerfile", Workspace.TwoStages);
            workspace.Write($"{branch}/deps", "deps 1\n");
            workspace.Write($"{branch}/code", $"code of {branch}\n");
        }

        Beds.OnLiving(bed, () => Parallel.ForEach(branches, branch => workspace!.BuildOnce(bed, Push(branch), branch)));

        foreach (var branch in branches)
        {
            Beds.Fresh(bedName);
            twoAtOnce.Add(Watched(bed, Push(branch), branch));
        }
    }

    private Run Watched(Bed bed, IReadOnlyDictionary<string, string> run, string path = ".")
    {
        var before = Tags();
        Beds.Registry.Reset();
        var result = workspace!.Build(bed, run, path);
        return new Run(
            result,
            workspace.Log.Text,
            [.. References("GET").Concat(References("HEAD")).Distinct(StringComparer.Ordinal)],
            [.. References("PUT")],
            [.. Tags().Where(tag => before.GetValueOrDefault(tag.Key) != tag.Value).Select(tag => tag.Key)]
        );
    }

    // The tags, not the digests, under which manifests of this repository were asked for, or put.
    private IEnumerable<string> References(string method)
    {
        var start = $"{method} /v2/{repository}/manifests/";
        return Beds
            .Registry.Requests.Where(request => request.StartsWith(start, StringComparison.Ordinal))
            .Select(request => request[start.Length..])
            .Where(reference => !reference.StartsWith("sha256:", StringComparison.Ordinal));
    }

    private IReadOnlyDictionary<string, string> Tags()
    {
        using var registry = new Registry(Beds.Registry.Address);
        return registry.Digests(repository);
    }

    /// <summary>One run: the tags whose manifests it asked for, those it put, and those that stand for something else since.</summary>
    private sealed record Run(
        DockerBuildResult Result,
        string Log,
        IReadOnlyList<string> Read,
        IReadOnlyList<string> Written,
        IReadOnlyList<string> Moved
    )
    {
        public int Steps => Result.Stages.Sum(stage => stage.Steps);

        public int Cached => Result.Stages.Sum(stage => stage.CachedSteps);
    }
}
