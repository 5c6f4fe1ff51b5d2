using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Ci;

/// <summary>What each CI service says of a run, and what the run may do then, as one reviewed table.</summary>
public sealed class ProviderTests
{
    [Test]
    public void What_every_service_says_and_what_its_runs_may_do_is_the_reviewed_table()
    {
        var reviewed = RepositoryRoot.File("tests", "Cake.DockerLayerCache.Tests", "Ci", "providers.txt");
        var table = string.Join('\n', CiRuns.All.Select(Row)) + "\n";

        Assert.That(
            table,
            Is.EqualTo(File.ReadAllText(reviewed)),
            $"Where the change is meant, put this into {reviewed}:\n{table}"
        );
    }

    [Test]
    public void No_run_that_is_not_trusted_writes_a_cache_or_pushes() =>
        Assert.Multiple(() =>
        {
            foreach (var run in CiRuns.All.Where(run => run.Facts() is { Trust: CiTrust.Fork or CiTrust.Unknown }))
            {
                var rules = run.Rules();
                Assert.That((rules.WritesCache, rules.Pushes), Is.EqualTo((false, false)), run.Name);
            }
        });

    [Test]
    public void In_CI_only_the_default_branch_writes_the_shared_cache() =>
        Assert.That(
            CiRuns
                .All.Where(run => run.Facts() is not null && run.Rules() is { WritesCache: true, Own.IsShared: true })
                .Select(run => run.Facts()!.On(defaultBranch: null).Branch),
            Is.Not.Empty.And.All.AnyOf("main", "<default>")
        );

    private static string Row(CiRun run)
    {
        var facts = run.Facts();
        var rules = run.Rules();
        return $"""
            {run.Name}
              facts: {Listed(facts)}
              trust: {facts?.Trust.ToString() ?? "not asked"}{(facts?.Doubt is null ? "" : $", {facts.Doubt}")}
              cache: reads {string.Join(", ", rules.Reads)}; writes {(rules.WritesCache ? rules.Own : "none")}; {(
                rules.Pushes ? "pushes" : "does not push"
            )}
            """;
    }

    private static string Listed(CiFacts? facts) =>
        facts is null
            ? "none"
            : string.Join(
                ", ",
                new[]
                {
                    facts.Provider,
                    Named("branch", facts.Branch),
                    Named("tag", facts.Tag),
                    Named("default branch", facts.DefaultBranch),
                    facts.PullRequest?.ToString(),
                    Named("commit", facts.Commit?[..7]),
                    Named("build", facts.BuildNumber),
                    facts.BuildLink,
                    Named("of", facts.Source),
                }.OfType<string>()
            );

    private static string? Named(string name, string? value) => value is null ? null : $"{name} {value}";
}
