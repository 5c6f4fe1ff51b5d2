using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Tests.Ci;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>The tables of <c>docs/ci.md</c> are what the runs of each service really come to.</summary>
public sealed class CiPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.File("docs", "ci.md"));

    [TestCaseSource(nameof(Services))]
    public void A_service_s_table_is_what_its_runs_come_to(string service)
    {
        var table = Table(service);

        Assert.That(Page, Does.Contain(table), $"Put this into docs/ci.md:\n{table}");
    }

    private static IEnumerable<string> Services() =>
        CiRuns
            .All.Where(run => run.Name.Contains(": ", StringComparison.Ordinal) && run.Facts() is not null)
            .Select(Service)
            .Where(service => !service.StartsWith("two ", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

    private static string Table(string service) =>
        string.Join(
            '\n',
            CiRuns
                .All.Where(run => run.Name.StartsWith($"{service}: ", StringComparison.Ordinal))
                .Select(run =>
                {
                    var rules = run.Rules();
                    return $"| {run.Name[(service.Length + 2)..]} | {string.Join(", ", rules.Reads.Select(scope => $"`{scope}`"))} | "
                        + $"{(rules.WritesCache ? $"`{rules.Own}`" : "no")} | {(rules.Pushes ? "yes" : "no")} |";
                })
                .Prepend("| --- | --- | --- | --- |")
                .Prepend("| run | reads | writes | pushes |")
        );

    private static string Service(CiRun run) => run.Name.Split(": ")[0];
}
