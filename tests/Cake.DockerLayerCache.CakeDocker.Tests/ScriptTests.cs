using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Cake.Core.Annotations;
using Cake.Docker;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary>The packages in the real Cake, in one script with the real Cake.Docker.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly TemporaryFolder folder = new("packed companion ");

    private string Feed => folder.File("feed");

    [OneTimeSetUp]
    public void Pack()
    {
        Pack("Cake.DockerLayerCache");
        Pack("Cake.DockerLayerCache.CakeDocker");
        foreach (var package in Directory.EnumerateFiles(CakeDockerPackage, "*.nupkg"))
        {
            File.Copy(package, Path.Combine(Feed, Path.GetFileName(package)));
        }
    }

    [OneTimeTearDown]
    public void Dispose() => folder.Dispose();

    [Test]
    public void A_script_with_both_addins_compiles_and_calls_both()
    {
        folder.Write("script/Dockerfile", "FROM busybox");
        folder.Write(
            "script/build.cake",
            $$"""
            {{Addin("Cake.Docker", CakeDockerVersion)}}
            {{Addin("Cake.DockerLayerCache", Version)}}
            {{Addin("Cake.DockerLayerCache.CakeDocker", Version)}}

            {{Snippet.Unrun(Snippets())}}
            if (HasArgument("never"))
            {
                DockerBuild(new DockerImageBuildSettings(), ".");
                DockerBuildXBuild(new DockerBuildXBuildSettings(), ".");
                DockerPull("a:1");
                DockerTag("a:1", "b:1");
                DockerCachedBuild(new DockerCachedBuildSettings());
                DockerMultiStageCachedBuild(new DockerMultiStageCachedBuildSettings());
                DockerCachedBuild("a", "1");
            }

            Information(typeof(DockerCustomCommandSettings).Name);
            DockerCachedBuild(new DockerImageBuildSettings { Tag = new[] { "a:1" }, Iidfile = "image.id" }, ".");
            """
        );

        // Its own packages, so that none comes from an earlier build of the same version.
        var run = AddinPackage.Dotnet(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["NUGET_PACKAGES"] = folder.File("packages") },
            Metadata("CakeTool"),
            folder.File("script/build.cake")
        );

        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("DockerCustomCommandSettings").And.Contain("DLC0701: Iidfile"));
            Assert.That(run.Output, Does.Not.Contain("error CS").And.Not.Contain("ambiguous"));
            Assert.That(run.ExitCode, Is.Not.Zero);
        });
    }

    [Test]
    public void Code_that_needs_Cake_Docker_is_in_the_pages_about_it() =>
        Assert.That(
            Snippets().Select(snippet => snippet.File),
            Is.SupersetOf(new[] { "docs/cake-docker.md", "docs/migrate.md" })
        );

    [Test]
    public void No_name_of_a_type_and_no_alias_is_in_both()
    {
        Assembly[] assemblies =
        [
            typeof(DockerAliases).Assembly,
            typeof(DockerLayerCacheAliases).Assembly,
            typeof(CakeDockerCacheAliases).Assembly,
        ];

        Assert.That(
            assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Select(type => type.Name),
            Is.Unique
        );
        Assert.That(
            assemblies
                .SelectMany(assembly => assembly.GetExportedTypes())
                .SelectMany(type => type.GetMethods())
                .Where(method => method.IsDefined(typeof(CakeMethodAliasAttribute), inherit: false))
                .Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(Type))})"),
            Is.Unique
        );

        static string Type(ParameterInfo parameter) => $"{parameter.ParameterType}";
    }

    [Test]
    public void The_package_needs_Cake_Docker_and_the_addin_of_the_same_version_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(Path.Combine(Feed, $"Cake.DockerLayerCache.CakeDocker.{Version}.nupkg"));
        using var nuspec = package
            .Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal))
            .Open();

        Assert.That(
            XDocument
                .Load(nuspec)
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(each => $"{each.Attribute("id")!.Value} {each.Attribute("version")!.Value}"),
            Is.EquivalentTo(new[] { $"Cake.Docker {CakeDockerVersion}", $"Cake.DockerLayerCache [{Version}]" })
        );
        Assert.That(
            package.Entries.Select(entry => entry.FullName),
            Does.Contain("lib/net10.0/Cake.DockerLayerCache.CakeDocker.dll").And.Contain("cake-docker.md")
        );
        Assert.That(
            package.Entries.Count(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }

    private void Pack(string project)
    {
        var packed = AddinPackage.Dotnet(
            null,
            "pack",
            RepositoryRoot.File("src", project),
            "--no-build",
            "--configuration",
            Attribute<AssemblyConfigurationAttribute>().Configuration,
            "--output",
            Feed
        );
        Assert.That(packed.ExitCode, Is.Zero, packed.Output);
    }

    private static string CakeDockerPackage => Metadata("CakeDockerPackage");

    private static string CakeDockerVersion => Path.GetFileName(CakeDockerPackage);

    private static string Version =>
        Attribute<AssemblyInformationalVersionAttribute>().InformationalVersion.Split('+')[0];

    private string Addin(string package, string version) => AddinPackage.AddinLine(Feed, package, version);

    /// <summary>Those of the aliases, and those of the pages that need Cake.Docker.</summary>
    private static IEnumerable<Snippet> Snippets() =>
        Snippet
            .OfDocumentation(typeof(CakeDockerCacheAliases).Assembly)
            .Concat(Snippet.OfPages().Where(snippet => snippet.NeedsCakeDocker));

    private static string Metadata(string key) =>
        typeof(ScriptTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == key)
            .Value!;

    private static T Attribute<T>()
        where T : Attribute => typeof(CakeDockerCacheAliases).Assembly.GetCustomAttribute<T>()!;
}
