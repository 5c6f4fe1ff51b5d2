using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary><c>docs/cake-docker.md</c> says what the companion does.</summary>
public sealed class PageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.File("docs", "cake-docker.md"));

    // A row: | `Memory` | told docker; needs the legacy builder |
    private static readonly (string Setting, string Becomes)[] Rows =
    [
        .. Page.Split('\n')
            .Where(line =>
                line.StartsWith("| `", StringComparison.Ordinal) && !line.Contains('(', StringComparison.Ordinal)
            )
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1].Trim('`'), cells[2])),
    ];

    [Test]
    public void The_table_has_each_setting_with_what_becomes_of_it() =>
        Assert.That(
            Rows.Select(row => (row.Setting, row.Becomes.Split(' ', ';', ':')[0])),
            Is.EquivalentTo(SettingUses.All.Select(use => (use.Key, Verb(use.Value))))
        );

    [Test]
    public void What_needs_a_builder_is_said_to() =>
        Assert.That(
            Rows.Where(row => row.Becomes.Contains("; needs ", StringComparison.Ordinal))
                .Select(row => (row.Setting, row.Becomes.Split("; needs ")[1])),
            Is.EquivalentTo(
                SettingUses
                    .All.Where(use => use.Value is SettingUse.Told)
                    .SelectMany(use =>
                        ((SettingUse.Told)use.Value).Options(new GivenSetting(use.Key, true, ["true"], IsSecret: false))
                    )
                    .Where(option => option.Heeded != References.HeededBy.LegacyBuilderOthersNeedNone)
                    .Select(option => (option.Setting, Needs(option.Heeded)))
            )
        );

    [TestCaseSource(nameof(Problems))]
    public void An_example_is_what_the_companion_says(string code, string message) =>
        Assert.That(Page, Does.Contain($"### {code}: ").And.Contain($"```text\n{message}\n```"));

    private static string Verb(SettingUse use) =>
        use switch
        {
            SettingUse.Carried => "carried",
            SettingUse.Told => "told",
            _ => "refused",
        };

    private static string Needs(References.HeededBy heeded) =>
        heeded switch
        {
            References.HeededBy.Buildx => "buildx",
            References.HeededBy.LegacyBuilder => "the legacy builder",
            _ => "buildx or the legacy builder",
        };

    private static IEnumerable<object[]> Problems()
    {
        var iidfile = (SettingUse.Refused)SettingUses.All["Iidfile"];
        return new[]
        {
            CakeDockerProblems.Refused(
                new GivenSetting("Iidfile", "image.id", ["image.id"], IsSecret: false),
                iidfile.Because
            ),
            CakeDockerProblems.Unknown(
                new GivenSetting("Novelty", true, ["true"], IsSecret: false),
                "DockerImageBuildSettings"
            ),
            CakeDockerProblems.TwoImages("docker.myrepo.com/awesome-image", "docker.myrepo.com/other-image"),
            CakeDockerProblems.NoTag(),
        }.Select(problem => new object[] { problem.Code, problem.Message });
    }
}
