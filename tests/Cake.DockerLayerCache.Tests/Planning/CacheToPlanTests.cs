using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Caches that are kept elsewhere than beside the image.</summary>
public sealed class CacheToPlanTests
{
    [Test]
    public void A_folder_is_read_and_then_replaced() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(SingleStage, To("type=local,dest=.docker-cache")),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build \
                      --cache-from type=local,src=.docker-cache \
                      --cache-to type=local,dest=.docker-cache.new,mode=max,ignore-error=true \
                      --provenance false \
                      --tag docker.myrepo.com/awesome-image:latest \
                      --output type=image,push=true,store=false .
                    rm -rf .docker-cache && mv .docker-cache.new .docker-cache
                    """
                )
            )
        );

    [TestCase("COPY . .", "", true)]
    [TestCase("COPY . .", ".docker-cache\n", true)]
    [TestCase("COPY . .", ".docker-cache\n.docker-cache.new\n", false)]
    [TestCase("COPY src src", "", false)]
    [TestCase("COPY .docker-cache/index.json .", "", true)]
    public void A_folder_that_a_step_brings_in_is_warned_of(string step, string ignored, bool warns)
    {
        using var workspace = Workspace.With($"FROM busybox\n{step}\n");
        workspace.Write(".dockerignore", ignored);

        using var docker = Setup.BuildxOnContainerdStore.Fresh();

        workspace.Cake.DockerCachedBuild(
            Setup.BuildxOnContainerdStore.Use(To("type=local,dest=.docker-cache"), docker)
        );

        Assert.That(
            workspace
                .Log.At(LogLevel.Warning)
                .Any(warning =>
                    warning.StartsWith(
                        "DLC0510: the cache folder .docker-cache is in the build context, ",
                        StringComparison.Ordinal
                    )
                ),
            Is.EqualTo(warns)
        );
    }

    [TestCase(
        "type=registry,ref=docker.myrepo.com/caches:app,compression=zstd",
        "type=registry,ref=docker.myrepo.com/caches:app--try",
        "type=registry,ref=docker.myrepo.com/caches:app--try,compression=zstd,mode=max,ignore-error=true"
    )]
    [TestCase(
        "docker.myrepo.com/caches:app",
        "type=registry,ref=docker.myrepo.com/caches:app--try",
        "type=registry,ref=docker.myrepo.com/caches:app--try,mode=max,ignore-error=true"
    )]
    [TestCase(
        "type=registry,ref=docker.myrepo.com/caches:app,registry.insecure=true",
        "type=registry,ref=docker.myrepo.com/caches:app--try,registry.insecure=true",
        "type=registry,ref=docker.myrepo.com/caches:app--try,registry.insecure=true,mode=max,ignore-error=true"
    )]
    [TestCase(
        "type=s3,bucket=b,region=r,mode=min",
        "type=s3,bucket=b,region=r,name=buildkit--try",
        "type=s3,bucket=b,region=r,mode=min,name=buildkit--try,ignore-error=true"
    )]
    [TestCase(
        "type=azblob,account_url=https://a.blob.core.windows.net,name=one;two",
        "'type=azblob,account_url=https://a.blob.core.windows.net,name=one--try;two--try'",
        "'type=azblob,account_url=https://a.blob.core.windows.net,name=one--try;two--try,mode=max,ignore-error=true'"
    )]
    public void Every_kind_has_the_scope_s_suffix_where_it_has_a_name(string cacheTo, string source, string target)
    {
        var settings = To(cacheTo);
        settings.CacheScope = "try";

        Assert.That(
            Setup.ContainerDriver.Commands(SingleStage, settings),
            Does.Contain($"--cache-from {source} ").And.Contain($"--cache-to {target} ")
        );
    }

    [Test]
    public void Inline_metadata_is_read_from_the_image() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(SingleStage, To("type=inline")),
            Does.Contain(
                "--cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest --cache-to type=inline "
            )
        );

    [Test]
    public void Where_the_image_has_no_latest_it_is_read_from_its_own_tags_too()
    {
        var settings = To("type=inline");
        settings.Tags = ["main", "1.4"];

        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(SingleStage, settings),
            Does.Contain(
                "--cache-from type=registry,ref=docker.myrepo.com/awesome-image:main "
                    + "--cache-from type=registry,ref=docker.myrepo.com/awesome-image:1.4 "
                    + "--cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest --cache-to type=inline "
            )
        );
    }

    [Test]
    public void GitHub_s_cache_is_named_after_the_image()
    {
        var settings = To("type=gha");
        settings.EnvironmentVariables["ACTIONS_RUNTIME_TOKEN"] = "of the run";
        using var folder = new TemporaryFolder("ci run ");
        folder.Write("Dockerfile", SingleStage);
        var run = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_EVENT_NAME"] = "push",
            ["GITHUB_REF"] = "refs/heads/develop",
        };

        var plan = CakeHost
            .Create(new RecordedLog(), folder.Path, run)
            .DockerPlanCachedBuild(Setup.BuildxOnContainerdStore.Use(settings))
            .ToString();

        Assert.That(
            plan,
            Does.Contain("--cache-from type=gha,scope=docker.myrepo.com/awesome-image--develop ")
                .And.Contain("--cache-from type=gha,scope=docker.myrepo.com/awesome-image ")
                .And.Contain(
                    "--cache-to type=gha,scope=docker.myrepo.com/awesome-image--develop,mode=max,ignore-error=true "
                )
        );
    }

    [TestCase("CacheTo", "type=s3,bucket=b,region=r", "secret_access_key")]
    [TestCase("CacheFrom", "type=gha,scope=app", "ghtoken")]
    public void The_keys_of_an_account_are_not_shown(string setting, string place, string key)
    {
        var settings = new DockerMultiStageCachedBuildSettings { Image = Image };
        TextSettings.Set(settings, setting, $"{place},{key}=wJalrXUtnFEMI");

        Assert.That(
            Setup.ContainerDriver.Commands(SingleStage, settings),
            Does.Not.Contain("wJalrXUtnFEMI").And.Contain($"{key}=***")
        );
    }

    [TestCase("", "'' is not a place for a cache: it is empty.")]
    [TestCase("type=tape,dest=a", "'type=tape,dest=a' is not a place for a cache: there is no type 'tape'.")]
    [TestCase("mode=max", "'mode=max' is not a place for a cache: it has no type.")]
    [TestCase("type=local", "'type=local' is not a place for a cache: type=local needs dest=….")]
    [TestCase("type=local,dest=a,b", "'type=local,dest=a,b' is not a place for a cache: not all of it is key=value.")]
    [TestCase("type=s3,region=r", "'type=s3,region=r' is not a place for a cache: type=s3 needs bucket=….")]
    [TestCase("App:cache", "'App:cache' is not a place for a cache: 'A' is not allowed in 'App'.")]
    [TestCase("app@sha256:12", "'app@sha256:12' is not a place for a cache: a digest is no place to write to.")]
    [TestCase(
        "type=s3,bucket=,token=abc",
        "'type=s3,bucket=,token=***' is not a place for a cache: type=s3 needs bucket=…."
    )]
    public void A_place_that_is_none(string cacheTo, string problem) =>
        Assert.That(
            () => Setup.BuildxOnContainerdStore.Commands(SingleStage, To(cacheTo)),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith($"DLC0115: CacheTo {problem} ")
        );

    [Test]
    public void GitHub_s_cache_outside_GitHub_is_refused() =>
        Assert.That(
            () => Setup.BuildxOnContainerdStore.Commands(SingleStage, To("type=gha")),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith(
                    "DLC0116: CacheTo 'type=gha,scope=docker.myrepo.com/awesome-image' is the cache of GitHub Actions, but this run is not in CI."
                )
        );

    [TestCase("type=gha,url_v2=https://cache.myrepo.com,token=abc", true)]
    [TestCase("type=gha,url=https://cache.myrepo.com", false)]
    [TestCase("type=gha,token=abc", false)]
    public void A_server_of_its_kind_is_reached_from_anywhere(string cacheTo, bool isReached) =>
        Assert.That(
            () => Setup.BuildxOnContainerdStore.Commands(SingleStage, To(cacheTo)),
            isReached ? Throws.Nothing : Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith("DLC0116: ")
        );

    [Test]
    public void An_engine_that_cannot_export_refuses_it() =>
        Assert.That(
            () => Setup.BuildxOnGraphStore.Commands(SingleStage, To("type=local,dest=cache")),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith("DLC0305: CacheTo 'type=local,dest=cache' needs the strategy Export")
        );

    [TestCase("type=s3,bucket=b,region=r,token=abc", "type=s3,bucket=b,region=r,token=***")]
    [TestCase("type=azblob,account_url=https://a", "type=azblob,account_url=https://a,name=buildkit")]
    public void The_engine_s_own_builder_cannot_reach_a_cloud(string cacheTo, string seen) =>
        Assert.That(
            () => Setup.BuildxOnContainerdStore.Commands(SingleStage, To(cacheTo)),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith($"DLC0305: CacheTo '{seen}")
                .And.Message.Contains("needs a builder of its own")
        );

    private static DockerCachedBuildSettings To(string cacheTo) => new() { Image = Image, CacheTo = [cacheTo] };
}
