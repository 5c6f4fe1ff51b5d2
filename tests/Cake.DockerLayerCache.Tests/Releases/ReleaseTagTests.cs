using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Tests.Ci;

namespace Cake.DockerLayerCache.Tests.Releases;

public sealed class ReleaseTagTests
{
    private const string Main = "GitHub Actions: push to main";
    private const string Branch = "GitHub Actions: push to a branch";
    private const string PullRequest = "Buildkite: pull request";
    private const string NotInCi = "not in CI";

    [TestCase("1.4.7", "1.4.7 1.4 1 latest")]
    [TestCase("v1.4.7", "1.4.7 1.4 1 latest")]
    [TestCase("0.3.1", "0.3.1 0.3 latest")]
    [TestCase("2.0.0-rc.1", "2.0.0-rc.1")]
    [TestCase("1.4.7+build.5", "1.4.7 1.4 1 latest")]
    public void A_version_has_its_tags(string version, string tags) =>
        Assert.That(TagsIn(NotInCi, version, new DockerReleaseTagSettings()), Is.EqualTo(tags));

    [Test]
    public void The_settings_shape_them() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                TagsIn(NotInCi, "1.4.7", new() { Prefix = "v", Suffix = "-alpine" }),
                Is.EqualTo("v1.4.7-alpine v1.4-alpine v1-alpine latest-alpine")
            );
            Assert.That(TagsIn(NotInCi, "1.4.7", new() { Latest = false }), Is.EqualTo("1.4.7 1.4 1"));
            Assert.That(TagsIn(NotInCi, "1.4.7", new() { Partial = false }), Is.EqualTo("1.4.7 latest"));
        });

    [TestCase(Main, "1.4.7 1.4 1 latest main sha-1a2b3c4")]
    [TestCase(Branch, "1.4.7 1.4 1 latest feature-login sha-1a2b3c4")]
    [TestCase(PullRequest, "1.4.7 1.4 1 latest pr-12 sha-1a2b3c4")]
    [TestCase(NotInCi, "1.4.7 1.4 1 latest")]
    [TestCase("a branch of symbols", "1.4.7 1.4 1 latest scope-c69f9b7d")]
    [TestCase("a commit that is none", "1.4.7 1.4 1 latest main")]
    public void What_the_run_builds_has_tags_too(string run, string tags) =>
        Assert.That(TagsIn(run, "1.4.7", new() { Branch = true, Commit = true }), Is.EqualTo(tags));

    [TestCase("", 119)]
    [TestCase("-alpine", 112)]
    public void A_long_branch_s_tag_is_cut_and_has_a_hash_of_its_own(string suffix, int kept) =>
        Assert.That(
            TagsIn("a branch of 300 characters", null, new() { Branch = true, Suffix = suffix }),
            Is.EqualTo($"{new string('b', kept)}-dccc1450{suffix}")
        );

    [Test]
    public void Two_long_branches_that_begin_alike_have_two_tags() =>
        Assert.That(TagsOf(new string('b', 128) + "1", null), Is.Not.EqualTo(TagsOf(new string('b', 128) + "2", null)));

    [Test]
    public void A_suffix_that_leaves_no_room_for_the_branch_is_refused() =>
        Assert.That(
            () => TagsIn(Main, null, new() { Branch = true, Suffix = "-" + new string('s', 127) }),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith("DLC0106: the tag ")
        );

    [TestCase("CircleCI: push to main, from which a pull request is open", "main")]
    [TestCase("Buildkite: push to main, from which a pull request is open", "main")]
    [TestCase("Buildkite: pull request from main, merged into its target", "pr-12")]
    public void A_pull_request_from_the_default_branch_leaves_it_its_tag(string run, string tag) =>
        Assert.That(TagsIn(run, null, new() { Branch = true }), Is.EqualTo(tag));

    [Test]
    public void The_default_branch_can_be_named() =>
        Assert.That(
            TagsIn(PullRequest, null, new() { Branch = true, DefaultBranch = "refs/heads/feature" }),
            Is.EqualTo("feature")
        );

    [Test]
    public void Without_a_version_only_the_run_s_tags_are_given() =>
        Assert.That(TagsIn(Main, null, new() { Branch = true, Commit = true }), Is.EqualTo("main sha-1a2b3c4"));

    [TestCase("app", "", "app1")]
    [TestCase("v", ".alpine", "v1.alpine")]
    public void What_hides_that_a_tag_moves_is_refused(string prefix, string suffix, string tag)
    {
        var settings = new DockerReleaseTagSettings { Prefix = prefix, Suffix = suffix };

        Assert.That(
            () => TagsIn(NotInCi, "1.4.7", settings),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.Contains($"'{tag}'")
                .And.Message.Contains("Prefix or Suffix")
        );
        settings.Partial = false;
        Assert.That(TagsIn(NotInCi, "1.4.7", settings), Is.EqualTo($"{prefix}1.4.7{suffix} latest{suffix}"));
    }

    [TestCase("1.4", "DLC0117: version '1.4' is not a version. ")]
    [TestCase("", "DLC0117: version '' is not a version. ")]
    [TestCase("latest", "DLC0117: version 'latest' is not a version. ")]
    public void What_is_no_version_is_refused(string version, string problem) =>
        Assert.That(
            () => TagsIn(NotInCi, version, new DockerReleaseTagSettings()),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith(problem)
        );

    [Test]
    public void No_tag_at_all_is_refused() =>
        Assert.That(
            () => TagsIn(NotInCi, null, new() { Branch = true }),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith("DLC0118: the release has no tag")
        );

    [Test]
    public void There_can_be_a_tag_for_that_case() =>
        Assert.Multiple(() =>
        {
            Assert.That(TagsIn(NotInCi, null, new() { Branch = true, Fallback = "local" }), Is.EqualTo("local"));
            Assert.That(TagsIn(Main, null, new() { Branch = true, Fallback = "local" }), Is.EqualTo("main"));
        });

    [TestCase("latest", "version 1.4.7 and branch latest would both get the tag 'latest'")]
    [TestCase("1.4", "version 1.4.7 and branch 1.4 would both get the tag '1.4'")]
    public void Two_names_that_come_to_one_tag_are_refused(string branch, string problem) =>
        Assert.That(
            () => TagsOf(branch, "1.4.7"),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith($"DLC0119: {problem}")
        );

    [TestCase("/", "DLC0107: the tag '/1.4.7' in DockerReleaseTagSettings is not a valid tag: '/' is not allowed.")]
    public void A_prefix_that_no_tag_can_have_is_refused(string prefix, string problem) =>
        Assert.That(
            () => TagsIn(NotInCi, "1.4.7", new() { Prefix = prefix }),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith(problem)
        );

    private static string TagsOf(string branch, string? version) =>
        Tags(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["CIRCLECI"] = "true",
                ["CIRCLE_BRANCH"] = branch,
            },
            version,
            new DockerReleaseTagSettings { Branch = true }
        );

    private static string TagsIn(string run, string? version, DockerReleaseTagSettings settings) =>
        Tags(CiRuns.Run(run).Variables, version, settings);

    private static string Tags(
        IReadOnlyDictionary<string, string> variables,
        string? version,
        DockerReleaseTagSettings settings
    ) =>
        string.Join(
            ' ',
            CakeHost.Create(new RecordedLog(), RepositoryRoot.Path, variables).DockerReleaseTags(version, settings)
        );
}
