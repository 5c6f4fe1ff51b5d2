using System.Globalization;
using System.Reflection;
using Cake.Core.IO;
using Cake.Docker;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary>No setting of the real Cake.Docker is dropped in silence.</summary>
public sealed class SettingTests
{
    private const string Tag = "docker.myrepo.com:5000/awesome-image:1.4.7";

    private static readonly Type[] BuildSettings =
    [
        typeof(DockerImageBuildSettings),
        typeof(DockerBuildXBuildSettings),
    ];

    [Test]
    public void Every_setting_is_known_and_no_other() =>
        Assert.That(
            SettingUses.All.Keys,
            Is.EquivalentTo(
                BuildSettings.SelectMany(Properties).Select(property => property.Name).Distinct(StringComparer.Ordinal)
            )
        );

    [TestCaseSource(nameof(Carried))]
    public void A_setting_that_is_carried_arrives_under_its_own_name(Type type, string name)
    {
        var (settings, value) = With(type, name);

        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(settings, null);

        var arrived = typeof(DockerCachedBuildSettings).GetProperty(name)!.GetValue(carried);
        Assert.That(arrived, arrived is string[] && value is string ? Is.EqualTo(new[] { value }) : Is.EqualTo(value));
    }

    [TestCaseSource(nameof(Told))]
    public void A_setting_that_docker_is_told_has_the_flag_that_Cake_Docker_gives_it(Type type, string name)
    {
        var (settings, value) = With(type, name);

        var options = CarriedSettings.Of<DockerCachedBuildSettings>(settings, null).Companion!.Options;

        Assert.That(options.Select(option => option.Setting), Is.All.EqualTo(name));
        Assert.That(
            options.Select(option => option.Flag),
            Is.All.EqualTo(
                $"--{ArgumentsBuilderExtension.GetPropertyName(name)}{(value is false ? "=false" : "")}"
            ).IgnoreCase
        );
        Assert.That(options.Select(option => option.Value), Is.EqualTo(Texts(value)));
    }

    [TestCaseSource(nameof(Refused))]
    public void A_setting_that_cannot_be_carried_is_refused_by_its_name(Type type, string name)
    {
        var (settings, _) = With(type, name);

        Assert.That(
            () => CarriedSettings.Of<DockerCachedBuildSettings>(settings, null),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Property("Code")
                .EqualTo("DLC0701")
                .And.Message.StartsWith($"DLC0701: {name}")
        );
    }

    [TestCase(typeof(FutureSwitch))]
    [TestCase(typeof(FutureList))]
    [TestCase(typeof(FutureObject))]
    public void A_setting_of_a_later_Cake_Docker_is_refused_by_its_name(Type type) =>
        Assert.That(
            () =>
                CarriedSettings.Of<DockerCachedBuildSettings>((AutoToolSettings)Activator.CreateInstance(type)!, null),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Property("Code")
                .EqualTo("DLC0702")
                .And.Message.Contains("Novelty")
                .And.Message.Contains(type.Name)
        );

    [Test]
    public void What_is_empty_says_nothing()
    {
        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(
            new DockerImageBuildSettings
            {
                Tag = [Tag],
                AddHost = [],
                BuildArg = [""],
                Iidfile = "",
                Quiet = false,
                Rm = true,
                DisableContentTrust = true,
            },
            null
        );

        Assert.That(carried.BuildArg, Is.Null);
        Assert.That(carried.Companion!.Options, Is.Empty);
    }

    [Test]
    public void The_names_of_the_image_are_one_repository_and_its_tags()
    {
        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(
            new DockerImageBuildSettings { Tag = [Tag, "docker.myrepo.com:5000/awesome-image"] },
            null
        );

        Assert.That(carried.Image, Is.EqualTo("docker.myrepo.com:5000/awesome-image"));
        Assert.That(carried.Tags, Is.EqualTo(new[] { "1.4.7", "latest" }));
    }

    [TestCase("DLC0703", "a:1", "b:1")]
    [TestCase("DLC0704")]
    [TestCase("DLC0104", "a@sha256:03cf5a39")]
    public void Names_that_are_not_of_one_image_are_refused(string code, params string[] names) =>
        Assert.That(
            () => CarriedSettings.Of<DockerCachedBuildSettings>(new DockerImageBuildSettings { Tag = names }, null),
            Throws.TypeOf<DockerLayerCacheException>().With.Property("Code").EqualTo(code)
        );

    [Test]
    public void What_the_script_pushes_is_put_into_the_engines_store_with_its_cache()
    {
        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(new DockerImageBuildSettings { Tag = [Tag] }, null);

        Assert.That((carried.Push, carried.Load), Is.EqualTo(((bool?)false, (bool?)true)));
        Assert.That(carried.Companion!.PushedByScript);
    }

    [Test]
    public void What_the_build_pushes_is_put_into_the_store_only_where_that_is_asked_for()
    {
        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(
            new DockerBuildXBuildSettings { Tag = [Tag], Push = true },
            null
        );

        Assert.That((carried.Push, carried.Load), Is.EqualTo(((bool?)true, (bool?)null)));
        Assert.That(carried.Companion!.PushedByScript, Is.False);
    }

    [Test]
    public void What_the_addin_alone_can_is_set_beside()
    {
        var carried = CarriedSettings.Of<DockerMultiStageCachedBuildSettings>(
            new DockerImageBuildSettings { Tag = [Tag] },
            cache => (cache.Stages, cache.Push) = (["builder"], true)
        );

        Assert.That(carried.Stages, Is.EqualTo(new[] { "builder" }));
        Assert.That((carried.Load, carried.Companion!.PushedByScript), Is.EqualTo(((bool?)null, false)));
    }

    [Test]
    public void What_Cake_Docker_is_told_to_keep_secret_stays_secret()
    {
        var settings = new DockerImageBuildSettings
        {
            Tag = [Tag],
            BuildArg = ["TOKEN=hunter-2"],
            Label = ["owner=somebody"],
            Iidfile = "secret-file",
        };
        settings.SecretProperties.UnionWith(["BuildArg", "Label", "Iidfile"]);

        Assert.That(
            () => CarriedSettings.Of<DockerCachedBuildSettings>(settings, null),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.Not.Contains("secret-file")
        );
        settings.Iidfile = "";
        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(settings, null);
        Assert.That(carried.BuildArg, Is.Null);
        Assert.That(carried.SecretBuildArg, Is.EqualTo(new[] { "TOKEN=hunter-2" }));
        Assert.That(carried.Redact, Is.EqualTo(new[] { "somebody" }));
    }

    [Test]
    public void A_secret_argument_by_which_docker_goes_itself_is_a_plain_one_that_is_shown_nowhere()
    {
        var settings = new DockerImageBuildSettings
        {
            Tag = [Tag],
            BuildArg = ["TOKEN=hunter-2", "HTTP_PROXY=http://me:hunter-3@proxy:3128"],
        };
        settings.SecretProperties.Add("BuildArg");

        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(settings, null);

        Assert.That(carried.SecretBuildArg, Is.EqualTo(new[] { "TOKEN=hunter-2" }));
        Assert.That(carried.BuildArg, Is.EqualTo(new[] { "HTTP_PROXY=http://me:hunter-3@proxy:3128" }));
        Assert.That(carried.Redact, Is.EqualTo(new[] { "http://me:hunter-3@proxy:3128" }));
    }

    [Test]
    public void One_that_docker_has_in_its_environment_anyway_stays_secret_there_and_one_without_a_value_hides_nothing()
    {
        var settings = new DockerImageBuildSettings { Tag = [Tag], BuildArg = ["AWS_SECRET_ACCESS_KEY", "NO_PROXY="] };
        settings.SecretProperties.Add("BuildArg");

        var carried = CarriedSettings.Of<DockerCachedBuildSettings>(settings, null);

        Assert.That(carried.SecretBuildArg, Is.EqualTo(new[] { "AWS_SECRET_ACCESS_KEY" }));
        Assert.That(carried.BuildArg, Is.EqualTo(new[] { "NO_PROXY=" }));
        Assert.That(carried.Redact, Is.Empty);
    }

    [TestCase("linux/amd64,linux/arm64")]
    [TestCase("linux/amd64 linux/arm64")]
    public void An_image_of_several_platforms_that_is_not_pushed_stays_where_it_is_built(string platforms)
    {
        var settings = new DockerBuildXBuildSettings { Tag = [Tag], Platform = platforms.Split(' ') };

        Assert.That(CarriedSettings.Of<DockerCachedBuildSettings>(settings, null).Load, Is.False);
        settings.Load = true;
        Assert.That(CarriedSettings.Of<DockerCachedBuildSettings>(settings, null).Load, Is.True);
    }

    private static IEnumerable<object[]> Carried() => Uses<SettingUse.Carried>().Where(each => each[1] is not "Tag");

    private static IEnumerable<object[]> Told() => Uses<SettingUse.Told>();

    private static IEnumerable<object[]> Refused() => Uses<SettingUse.Refused>();

    private static IEnumerable<object[]> Uses<T>() =>
        BuildSettings.SelectMany(type =>
            Properties(type)
                .Where(property => SettingUses.All.GetValueOrDefault(property.Name) is T)
                .Select(property => new object[] { type, property.Name })
        );

    private static PropertyInfo[] Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static (AutoToolSettings Settings, object Value) With(Type type, string name)
    {
        var settings = (AutoToolSettings)Activator.CreateInstance(type)!;
        type.GetProperty("Tag")!.SetValue(settings, new[] { Tag });
        var property = type.GetProperty(name)!;
        var value = Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, name);
        property.SetValue(settings, value);
        return (settings, value);
    }

    private static string?[] Texts(object value) =>
        value switch
        {
            string?[] several => several,
            bool => [null],
            _ => [string.Create(CultureInfo.InvariantCulture, $"{value}")],
        };

    private static object Value(Type type, string name) =>
        type == typeof(string) ? "one"
        : type == typeof(string[]) ? new[] { "NAME=one", "OTHER=two" }
        // Docker's default is true for these two.
        : type == typeof(bool) ? name is not ("Rm" or "DisableContentTrust")
        : type == typeof(long) ? 100_000L
        : type == typeof(TimeSpan) ? TimeSpan.FromMinutes(1)
        : type == typeof(FilePath) ? new FilePath("/opt/docker")
        : type == typeof(DirectoryPath) ? new DirectoryPath("/srv")
        : type == typeof(IDictionary<string, string>)
            ? new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "b" }
        : type == typeof(Func<ProcessArgumentBuilder, ProcessArgumentBuilder>)
            ? new Func<ProcessArgumentBuilder, ProcessArgumentBuilder>(arguments => arguments)
        : type == typeof(Action<ProcessSettings>) ? new Action<ProcessSettings>(_ => { })
        : type == typeof(Action<IProcess>) ? new Action<IProcess>(_ => { })
        : type == typeof(Func<int, bool>) ? new Func<int, bool>(_ => true)
        : throw new ArgumentException($"no value of {type} for {name}", nameof(type));

    private sealed class FutureSwitch : AutoToolSettings
    {
        public bool? Novelty { get; } = true;
    }

    private sealed class FutureList : AutoToolSettings
    {
        public string[] Novelty { get; } = ["one"];
    }

    private sealed class FutureObject : AutoToolSettings
    {
        public Dictionary<string, string> Novelty { get; } = [];
    }
}
