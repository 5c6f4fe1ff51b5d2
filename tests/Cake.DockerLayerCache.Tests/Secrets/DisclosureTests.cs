using Cake.Core;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Secrets;

/// <summary>A secret that a build is given, wherever it is, is found nowhere in what the build shows.</summary>
public sealed class DisclosureTests
{
    private const string Secret = "hunter2-s3cr3t";

    private static readonly Dictionary<string, Action<DockerMultiStageCachedBuildSettings>> Places = new(
        StringComparer.Ordinal
    )
    {
        ["a secret build argument"] = settings => settings.SecretBuildArg = [$"TOKEN={Secret}"],
        ["a secret build argument that decides the base"] = settings =>
            settings.SecretBuildArg = [$"BASE=docker.myrepo.com/{Secret}"],
        ["a secret build argument in the environment"] = settings =>
        {
            settings.EnvironmentVariables["TOKEN"] = Secret;
            settings.SecretBuildArg = ["TOKEN"];
        },
        ["a secret build argument of many lines"] = settings =>
            settings.SecretBuildArg = [$"TOKEN=first line\n{Secret}\nlast line"],
        ["a secret build argument without a name"] = settings => settings.SecretBuildArg = [$"={Secret}"],
        ["a secret build argument instead of a name"] = settings => settings.SecretBuildArg = [Secret],
        ["a secret build argument with what cannot be passed"] = settings =>
            settings.SecretBuildArg = [$"TOKEN={Secret}\0"],
        ["a secret in a variable"] = settings =>
        {
            settings.EnvironmentVariables["TOKEN"] = Secret;
            settings.Secret = ["id=token,env=TOKEN"];
        },
        ["a secret in a variable of its name"] = settings =>
        {
            settings.EnvironmentVariables["TOKEN"] = Secret;
            settings.Secret = ["id=TOKEN"];
        },
        ["a secret in a file"] = settings => settings.Secret = ["id=token,src=secret.txt"],
        ["the account of a cache that is written"] = settings =>
            settings.CacheTo = [$"type=s3,bucket=b,region=r,access_key_id=AKIA{Secret},secret_access_key={Secret}"],
        ["the account of a cache that is read"] = settings =>
            settings.CacheFrom = [$"type=s3,bucket=b,region=r,session_token={Secret}"],
        ["the account of a cache that is none"] = settings => settings.CacheTo = [$"type=s3,token={Secret}"],
        ["a proxy's password"] = settings =>
            settings.EnvironmentVariables["HTTP_PROXY"] = $"http://ci:{Secret}@127.0.0.1:1",
        ["a customized argument"] = settings =>
        {
            settings.Redact = [Secret];
            settings.ArgumentCustomization = arguments => arguments.Append($"--build-arg=A={Secret}");
        },
    };

    private static IEnumerable<TestCaseData> Builds() =>
        from setup in (Setup[])[Setup.Legacy, Setup.ContainerDriver]
        from succeeds in (bool[])[true, false]
        from place in Places.Keys
        select new TestCaseData(setup, succeeds, place);

    private static IEnumerable<TestCaseData> Settings() =>
        from succeeds in (bool[])[true, false]
        from name in TextSettings.Names
        select new TestCaseData(succeeds, name);

    [TestCaseSource(nameof(Builds))]
    public void A_secret_is_shown_nowhere(object setup, bool succeeds, string place)
    {
        using var all = new Disclosure((Setup)setup, succeeds);
        if (place is "a secret in a file")
        {
            all.Write("secret.txt", $"  {Secret}\n");
        }

        var settings = new DockerMultiStageCachedBuildSettings();
        Places[place](settings);

        AssertHidden(all.Of(settings));
    }

    [TestCaseSource(nameof(Settings))]
    public void A_value_to_be_redacted_is_shown_of_no_setting(bool succeeds, string name)
    {
        using var all = new Disclosure(Setup.ContainerDriver, succeeds);
        var settings = new DockerMultiStageCachedBuildSettings();
        TextSettings.Set(settings, name, $"a-{Secret}");
        settings.Redact = [Secret];

        AssertHidden(all.Of(settings));
    }

    [TestCaseSource(nameof(Settings))]
    public void A_password_in_a_URL_is_shown_of_no_setting(bool succeeds, string name)
    {
        using var all = new Disclosure(Setup.ContainerDriver, succeeds);
        foreach (var url in (string[])[$"https://ci:{Secret}@docker.myrepo.com/app", $"https://{Secret}@git/app"])
        {
            foreach (var value in (string[])[url, $"A={url}", $"type=s3,endpoint_url={url},bucket=b,region=r"])
            {
                var settings = new DockerMultiStageCachedBuildSettings();
                TextSettings.Set(settings, name, value);

                AssertHidden(all.Of(settings));
            }
        }
    }

    [Test]
    public void A_password_in_the_path_is_not_shown()
    {
        using var all = new Disclosure(Setup.ContainerDriver, succeeds: true);

        AssertHidden(all.Of(new(), $"https://ci:{Secret}@git.myrepo.com/app.git"));
    }

    [TestCase("inspect")]
    [TestCase("create")]
    [TestCase("nothing")]
    public void A_proxy_s_password_is_shown_of_no_promotion(string failing)
    {
        using var all = new Disclosure(Setup.BuildxOnContainerdStore, succeeds: true);
        var settings = new DockerPromoteSettings();
        settings.EnvironmentVariables["HTTP_PROXY"] = $"http://ci:{Secret}@127.0.0.1:1";

        AssertHidden(all.OfPromotion(settings, failing, "docker.myrepo.com/app:main", "1.4.7"));
        Assert.That(
            all.Text,
            Does.Contain(
                failing is "nothing" ? "app:main is docker.myrepo.com/app:1.4.7 now" : "HTTP_PROXY=http://***@"
            )
        );
    }

    [TestCase("source")]
    [TestCase("tag")]
    [TestCase(nameof(DockerPromoteSettings.Image))]
    [TestCase(nameof(DockerPromoteSettings.Version))]
    [TestCase(nameof(DockerPromoteSettings.Builder))]
    public void A_password_in_a_URL_is_shown_of_no_promotion(string place)
    {
        const string Url = $"https://ci:{Secret}@docker.myrepo.com/app";
        using var all = new Disclosure(Setup.BuildxOnContainerdStore, succeeds: true);
        var settings = new DockerPromoteSettings
        {
            Image = place is "Image" ? Url : null,
            Version = place is "Version" ? Url : null,
            Builder = place is "Builder" ? Url : null,
        };

        AssertHidden(
            all.OfPromotion(settings, "create", place is "source" ? Url : "app:main", place is "tag" ? Url : "1.4.7")
        );
        Assert.That(all.Text, Does.Contain("https://***@docker.myrepo.com/app"));
    }

    [TestCase("version")]
    [TestCase(nameof(DockerReleaseTagSettings.Prefix))]
    [TestCase(nameof(DockerReleaseTagSettings.Suffix))]
    [TestCase(nameof(DockerReleaseTagSettings.Fallback))]
    public void A_password_in_a_URL_is_shown_of_no_release_s_tags(string place)
    {
        const string Url = $"https://ci:{Secret}@docker.myrepo.com/app";
        using var all = new Disclosure(Setup.BuildxOnContainerdStore, succeeds: true);
        var settings = new DockerReleaseTagSettings
        {
            Prefix = place is "Prefix" ? Url : "",
            Suffix = place is "Suffix" ? Url : "",
            Fallback = place is "Fallback" ? Url : null,
        };

        AssertHidden(
            all.OfRelease(
                settings,
                place is "version" ? Url
                    : place is "Fallback" ? null
                    : "1.4.7"
            )
        );
        Assert.That(all.Text, Does.Contain("https://***@docker.myrepo.com/app"));
    }

    [Test]
    public void Docker_has_a_secret_build_argument_in_its_environment_and_not_on_its_command_line()
    {
        using var all = new Disclosure(Setup.ContainerDriver, succeeds: true);
        all.Of(new() { BuildArg = ["A=1"], SecretBuildArg = [$"TOKEN={Secret}", "OTHER"] });

        var calls = all.Calls;
        var build = calls.Single(call => call.Arguments is ["buildx", "build", ..]);
        Assert.Multiple(() =>
        {
            Assert.That(
                string.Join(' ', build.Arguments),
                Does.Contain(" --build-arg A=1 --build-arg TOKEN --build-arg OTHER ").And.Not.Contains(Secret)
            );
            Assert.That(build.Environment["TOKEN"], Is.EqualTo(Secret));
            Assert.That(
                calls.Where(call => call != build).Select(call => call.Environment.ContainsKey("TOKEN")),
                Is.All.False
            );
            Assert.That(all.Text, Does.Contain(" --build-arg A=1 --build-arg TOKEN --build-arg OTHER "));
        });
    }

    [Test]
    public void What_a_build_has_beside_its_secrets_is_shown()
    {
        using var all = new Disclosure(Setup.ContainerDriver, succeeds: true);
        all.Of(new() { BuildArg = ["A=plain"], SecretBuildArg = [$"TOKEN={Secret}"] });

        Assert.That(all.Text, Does.Contain("TOKEN=***").And.Contain("A=plain"));
    }

    private static void AssertHidden(Disclosure all)
    {
        Assert.That(all.Text, Is.Not.Empty);
        var at = all.Text.IndexOf(Secret, StringComparison.Ordinal);
        Assert.That(
            at,
            Is.Negative,
            () => all.Text.Substring(Math.Max(0, at - 200), Math.Min(400, all.Text.Length - Math.Max(0, at - 200)))
        );
    }
}
