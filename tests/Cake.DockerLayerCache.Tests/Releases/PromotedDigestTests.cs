using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Releases;

/// <summary>What is promoted is the image that was read, whatever its tag stands for by then.</summary>
public sealed class PromotedDigestTests
{
    private const string Manifest =
        """echo '{"manifest":{"digest":"sha256:1","mediaType":"application/vnd.oci.image.manifest.v1+json"},"image":{}}'""";

    private const string InStore = """echo '{"digests":["of/another@sha256:2","i@sha256:1"],"labels":{}}'""";

    [TestCase("i:main")]
    [TestCase("i@sha256:1")]
    [TestCase("i:main@sha256:1")]
    public void The_registry_copies_it_by_its_digest(string source) =>
        Assert.That(
            Promoted(Setup.BuildxOnContainerdStore, source),
            Has.One.EqualTo("buildx imagetools create --prefer-index=false --tag i:1.4.7 i@sha256:1")
        );

    [Test]
    public void An_old_buildx_pulls_it_by_its_digest()
    {
        var calls = Promoted(Setup.BuildxOnGraphStore, "i:main");

        Assert.That(calls, Does.Contain("pull i@sha256:1").And.Contain("tag i@sha256:1 i:1.4.7"));
        Assert.That(calls, Has.None.EqualTo("pull i:main"));
    }

    [Test]
    public void Without_buildx_what_was_pulled_is_named_by_its_digest() =>
        Assert.That(Promoted(Setup.BuiltInBuildKit, "i:main"), Does.Contain("tag i@sha256:1 i:1.4.7"));

    private static IReadOnlyList<string> Promoted(Setup setup, string source)
    {
        const string Digest = "sha256:000000000000000000000000000000000000000000000000000000000000000";
        using var workspace = new Workspace();
        using var docker = setup.Fresh();
        docker.Act("buildx-imagetools", Whole(Manifest));
        docker.Act("image-inspect", Whole(InStore));
        docker.Act("push", Whole("echo '1.4.7: digest: sha256:1 size: 942'"));
        workspace.Cake.DockerPromote(setup.Use(new DockerPromoteSettings(), docker), Whole(source), "1.4.7");
        return
        [
            .. docker.CallsBesideProbe.Select(call =>
                string.Join(' ', call.Arguments).Replace(Digest, "sha256:", StringComparison.Ordinal)
            ),
        ];

        static string Whole(string text) => text.Replace("sha256:", Digest, StringComparison.Ordinal);
    }
}
