using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>Releases in the order in which they really come, and promotion inside the registry.</summary>
[TestFixtureSource(typeof(Beds), nameof(Beds.Main))]
public sealed class ReleaseTests(string name)
{
    private Bed bed = null!;

    [OneTimeSetUp]
    public void Wipe() => bed = Beds.Fresh(name);

    [Test]
    public void No_release_of_an_older_line_moves_a_tag_back()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        DockerBuildResult? last = null;

        foreach (
            var (version, tags) in new[]
            {
                ("1.4.7", "1.4.7=1.4.7 1.4=1.4.7 1=1.4.7 latest=1.4.7"),
                ("1.5.0", "1.4.7=1.4.7 1.4=1.4.7 1.5.0=1.5.0 1.5=1.5.0 1=1.5.0 latest=1.5.0"),
                ("1.4.8", "1.4.8=1.4.8 1.4=1.4.8 1.5.0=1.5.0 1.5=1.5.0 1=1.5.0 latest=1.5.0"),
                ("2.0.0-rc.1", "2.0.0-rc.1=2.0.0-rc.1 1.4=1.4.8 1.5=1.5.0 1=1.5.0 latest=1.5.0"),
                ("2.0.0", "2.0.0=2.0.0 2.0=2.0.0 2=2.0.0 1.4=1.4.8 1.5=1.5.0 1=1.5.0 latest=2.0.0"),
                ("1.5.1", "1.5.1=1.5.1 1.5=1.5.1 1=1.5.1 1.4=1.4.8 2=2.0.0 latest=2.0.0"),
            }
        )
        {
            workspace.Write("code", $"code of {version}\n");
            last = workspace.Build(
                bed,
                settings =>
                {
                    settings.Version = version;
                    settings.Tags = workspace.Cake().DockerReleaseTags(version);
                }
            );
            digests[version] = last.Digest!;

            Assert.Multiple(() =>
            {
                foreach (
                    var (tag, of) in tags.Split(' ').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))
                )
                {
                    Assert.That(DigestOf(workspace, tag), Is.EqualTo(digests[of]), $"{tag} after {version}");
                }
            });
        }

        Assert.That(last!.LeftAlone, Is.EqualTo(["latest"]));
        Assert.That(last.Decisions, Is.EqualTo([$"{workspace.Image}:latest stays at 2.0.0: 1.5.1 is older."]));
    }

    [Test]
    public void A_promoted_image_keeps_its_digest_and_moves_no_older_tag()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        var newer = Release(workspace, "2.0.0", "sha-2222222");
        var older = Release(workspace, "1.5.1", "sha-1111111");
        Promote(workspace, "sha-2222222", "2.0.0");

        var promoted = Promote(workspace, "sha-1111111", "1.5.1");

        Assert.Multiple(() =>
        {
            Assert.That(promoted.Digest, Is.EqualTo(older));
            Assert.That(promoted.Tags, Is.EqualTo(["1.5.1", "1.5", "1"]));
            Assert.That(promoted.LeftAlone, Is.EqualTo(["latest"]));
            Assert.That(promoted.Warnings, Is.Empty);
            Assert.That(DigestOf(workspace, "1.5.1"), Is.EqualTo(older));
            Assert.That(DigestOf(workspace, "1"), Is.EqualTo(older));
            Assert.That(DigestOf(workspace, "2"), Is.EqualTo(newer));
            Assert.That(DigestOf(workspace, "latest"), Is.EqualTo(newer));
        });
    }

    [Test]
    public void Promoting_again_changes_nothing()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        Release(workspace, "1.4.7", "sha-1a2b3c4");
        var first = Promote(workspace, "sha-1a2b3c4", "1.4.7");

        var again = Promote(workspace, "sha-1a2b3c4", "1.4.7");

        Assert.That((again.Digest, again.Tags.Count), Is.EqualTo((first.Digest, 4)));
    }

    [Test]
    public void What_was_read_is_promoted_whatever_is_pushed_under_its_tag_meanwhile()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        var tested = Release(workspace, "1.4.7", "main");
        var next = Release(workspace, "1.4.8", "next");
        Beds.Registry.Before = request =>
        {
            // When the source has been read, the tags that move are asked for.
            if (request.EndsWith("/manifests/1.4", StringComparison.Ordinal))
            {
                using var registry = new Registry(Beds.RegistryAddress);
                registry.Copy(workspace.Repository, "next", "main");
            }

            return Task.CompletedTask;
        };
        try
        {
            Promote(workspace, "main", "1.4.7");
        }
        finally
        {
            Beds.Registry.Before = _ => Task.CompletedTask;
        }

        Assert.Multiple(() =>
        {
            Assert.That(DigestOf(workspace, "1.4.7"), Is.EqualTo(tested));
            Assert.That(DigestOf(workspace, "latest"), Is.EqualTo(tested));
            Assert.That(DigestOf(workspace, "main"), Is.EqualTo(next));
        });
    }

    [Test]
    public void An_image_that_is_not_there_cannot_be_promoted()
    {
        using var workspace = new Workspace(Workspace.OneStage);

        Assert.That(
            () => Promote(workspace, "sha-0000000", "1.4.7"),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith($"DLC0404: {workspace.Image}:sha-0000000 cannot be promoted")
        );
    }

    [Test]
    public void A_refused_push_says_what_is_in_place()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        Release(workspace, "1.4.7", "sha-1a2b3c4");

        Assert.That(
            () =>
                workspace
                    .Cake()
                    .DockerPromote(
                        bed.Use(new DockerPromoteSettings { Image = "127.0.0.1:9/no/registry", Attempts = 1 }),
                        $"{workspace.Image}:sha-1a2b3c4",
                        "1.4.7-try"
                    ),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith(
                    "DLC0402: pushing failed. In place: nothing. Not in place: 127.0.0.1:9/no/registry:1.4.7-try."
                )
        );
    }

    [Test]
    public void What_never_moves_comes_first_and_another_digest_is_told()
    {
        // Written as no engine writes it, so that only one that copies manifests keeps its digest.
        using var registry = new Registry(Beds.Registry.Address);
        var variant = $"variant-{Guid.NewGuid():N}";
        registry.Vary("busybox", "1", variant);
        var source = $"{Beds.Registry.Address}/busybox:{variant}";
        var cake = CakeHost.Create(new RecordedLog(), RepositoryRoot.Path);
        DockerPromotion Promote() => cake.DockerPromote(bed.Use(new DockerPromoteSettings()), source, "9.9.9", "9.9");

        if (name == Beds.ContainerdStore)
        {
            Assert.That(Promote().Digest, Is.EqualTo(registry.Digest("busybox", variant)));
        }
        else
        {
            Assert.That(
                Promote,
                Throws
                    .TypeOf<DockerLayerCacheException>()
                    .With.Message.Matches(@"^DLC0405: .*/busybox:9\.9\.9 stands for sha256:[0-9a-f]{64} now")
            );
            Assert.That(registry.Tags("busybox"), Does.Not.Contain("9.9"));
        }
    }

    [Test]
    public void The_labels_of_a_release_cost_no_cache_hit()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        workspace.Build(bed, settings => Of(settings, "1.4.7"));
        Wipe();

        var next = workspace.Build(bed, settings => Of(settings, "1.4.8"));

        Assert.Multiple(() =>
        {
            Assert.That(next.FullyCached, workspace.Log.Text);
            Assert.That(bed.Run($"{workspace.Image}:1.4.8", "cat", "result"), Is.EqualTo("code 1\n"));
            Assert.That(
                bed.Docker(
                    "image",
                    "inspect",
                    "--format",
                    "{{json .Config.Labels}}",
                    $"{workspace.Image}:1.4.8"
                ).Output,
                Does.Contain("\"org.opencontainers.image.version\":\"1.4.8\"").And.Contain("image.created")
            );
        });
    }

    private static void Of(DockerMultiStageCachedBuildSettings settings, string version) =>
        (settings.Version, settings.Tags) = (version, [version]);

    private static string DigestOf(Workspace workspace, string tag)
    {
        using var registry = new Registry(Beds.Registry.Address);
        return registry.Digest(workspace.Repository, tag);
    }

    private string Release(Workspace workspace, string version, string tag)
    {
        workspace.Write("code", $"code of {version}\n");
        return workspace.Build(bed, settings => (settings.Version, settings.Tags) = (version, [tag])).Digest!;
    }

    private DockerPromotion Promote(Workspace workspace, string tag, string version)
    {
        var cake = workspace.Cake();
        return cake.DockerPromote(
            bed.Use(new DockerPromoteSettings()),
            $"{workspace.Image}:{tag}",
            cake.DockerReleaseTags(version)
        );
    }
}
