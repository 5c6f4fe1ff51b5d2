using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Tests.Failures;

/// <summary>Registries that let nobody overwrite a tag: what was pushed of a release stays, and the rest is promoted.</summary>
public sealed class ImmutableTagTests
{
    [TestCase(
        "tag invalid: The image tag '1.4.7' already exists in the 'i' repository and cannot be overwritten because the repository is immutable."
    )]
    [TestCase(
        "tag invalid: The image tag '1.4.7' already exists in the 'i' repository and cannot be overwritten because the tag is immutable."
    )]
    [TestCase("unknown: Failed to process request due to 'i:1.4.7' configured as immutable.")]
    [TestCase("unknown: tag is immutable and cannot be overwritten")]
    [TestCase("The requested tag already exists and cannot be overwritten.")]
    public void The_other_tags_are_promoted(string refusal) =>
        Assert.That(
            Problem("1.4.7 1.4 latest", refusal),
            Does.Contain("Not in place: i:1.4.7, i:1.4, i:latest. ")
                .And.Contain("the registry lets nobody overwrite i:1.4.7")
                .And.Contain("""DockerPromote("i:1.4.7", "1.4", "latest")""")
                .And.Not.Contain("Running again is safe")
                .And.EndWith(refusal)
        );

    [Test]
    public void A_version_without_other_tags_is_pushed_already() =>
        Assert.That(
            Problem("1.4.7", "unknown: Failed to process request due to 'i:1.4.7' configured as immutable."),
            Does.Contain("the registry lets nobody overwrite i:1.4.7").And.Not.Contain("DockerPromote")
        );

    [Test]
    public void A_tag_that_is_to_move_is_exempted_or_left_out() =>
        Assert.That(
            Problem(
                "1.4 latest",
                "tag invalid: The image tag '1.4' already exists in the 'i' repository and cannot be overwritten because the tag is immutable."
            ),
            Does.Contain("the registry lets nobody overwrite i:1.4")
                .And.Contain("Exempt")
                .And.Not.Contain("DockerPromote")
                .And.Not.Contain("Running again is safe")
        );

    [TestCase("builder sha-1a2b3c4 latest", "builder")]
    [TestCase("main sha-1a2b3c4", "main")]
    [TestCase("main", "main")]
    public void A_stage_or_a_branch_is_promoted_to_nothing(string missing, string kept) =>
        Assert.That(
            Problem(missing, $"unknown: Failed to process request due to 'i:{kept}' configured as immutable."),
            Does.Contain($"the registry lets nobody overwrite i:{kept}")
                .And.Contain("Exempt")
                .And.Not.Contain("DockerPromote")
                .And.Not.Contain("another version")
        );

    [Test]
    public void A_stage_and_a_commit_are_not_given_what_a_version_stands_for() =>
        Assert.That(
            Problem(
                "1.4.7 sha-1a2b3c4 builder latest",
                "unknown: Failed to process request due to 'i:1.4.7' configured as immutable."
            ),
            Does.Contain("""DockerPromote("i:1.4.7", "latest")""")
        );

    [TestCase("denied: requested access to the resource is denied")]
    [TestCase("denied: no basic auth for immutable/i")]
    public void Any_other_refusal_passes_with_another_run(string refusal) =>
        Assert.That(
            Problem("1.4.7 latest", refusal),
            Does.Contain("Running again is safe: it pushes what is missing.").And.Not.Contain("overwrite")
        );

    private static string Problem(string missing, string message) =>
        RunProblems
            .PushFailed(
                [],
                missing.Split(' ').Select(tag => ImageName.Parse("i", "Image").WithTag(ImageTag.Parse(tag, "Tags"))),
                message
            )
            .Message;
}
