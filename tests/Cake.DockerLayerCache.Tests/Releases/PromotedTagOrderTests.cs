using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Releases;

/// <summary>A promotion gives what moves its tags after what it stands for.</summary>
public sealed class PromotedTagOrderTests
{
    private const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000001";

    private static readonly Setup[] Setups = [Setup.BuildxOnContainerdStore, Setup.BuiltInBuildKit];

    [TestCaseSource(nameof(Setups))]
    public void Latest_stays_where_it_is_where_a_partial_version_cannot_be_set(object setup) =>
        Assert.That(
            Set((Setup)setup, refused: "1"),
            Is.EqualTo(("1.4.7 1.4 1", "In place: i:1.4.7. Not in place: i:latest, i:1, i:1.4. "))
        );

    [TestCaseSource(nameof(Setups))]
    public void All_that_moves_stays_where_it_is_where_the_version_cannot_be_set(object setup) =>
        Assert.That(
            Set((Setup)setup, refused: "1.4.7"),
            Is.EqualTo(("1.4.7", "In place: nothing. Not in place: i:latest, i:1, i:1.4, i:1.4.7. "))
        );

    /// <summary>The tags that docker was told to set, and what the failure says of them.</summary>
    private static (string Tags, string Told) Set(Setup setup, string refused)
    {
        using var workspace = new Workspace();
        using var docker = setup.Fresh();
        docker.Act(
            "buildx-imagetools",
            $$$"""
            case "$* " in
            *create*i:{{{refused}}}\ *) echo denied >&2; exit 1 ;;
            *create*) ;;
            *) echo '{"manifest":{"digest":"{{{Digest}}}","mediaType":"application/vnd.oci.image.index.v1+json"},"image":{}}' ;;
            esac
            """
        );
        docker.Act("image-inspect", $$$"""echo '{"digests":["i@{{{Digest}}}"],"labels":{}}'""");
        docker.Act(
            "push",
            $"case $2 in i:{refused}) echo denied >&2; exit 1 ;; esac; echo \"x: digest: {Digest} size: 1\""
        );

        var problem = Assert.Throws<DockerLayerCacheException>(() =>
            workspace.Cake.DockerPromote(
                setup.Use(new DockerPromoteSettings(), docker),
                "i:tested",
                "latest",
                "1",
                "1.4",
                "1.4.7"
            )
        )!;

        var set = docker
            .CallsBesideProbe.Where(call => call.Arguments is ["push", ..] or ["buildx", "imagetools", "create", ..])
            .SelectMany(call => call.Arguments)
            .Where(argument => argument.StartsWith("i:", StringComparison.Ordinal))
            .Select(argument => argument["i:".Length..])
            .OrderByDescending(tag => tag.Length)
            .ThenBy(tag => tag, StringComparer.Ordinal);
        return (string.Join(' ', set), problem.Message.Split("failed. ")[1].Split("Running again")[0]);
    }
}
