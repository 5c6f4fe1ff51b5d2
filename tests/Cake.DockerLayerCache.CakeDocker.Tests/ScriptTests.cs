using System.Reflection;
using Cake.Core.Annotations;
using Cake.Docker;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary>The packages in the real Cake, in one script with the real Cake.Docker.</summary>
public sealed class ScriptTests
{
    [Test]
    public void A_script_with_both_addins_compiles_and_calls_both()
    {
        using var folder = new TemporaryFolder("script of both ");
        folder.Write("Dockerfile", "FROM busybox");
        folder.Write(
            "build.cake",
            $$"""
            {{Addin("Cake.Docker", PackedCompanion.CakeDockerVersion)}}
            {{Addin("Cake.DockerLayerCache", PackedCompanion.Version)}}
            {{Addin("Cake.DockerLayerCache.CakeDocker", PackedCompanion.Version)}}

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
            PackedCompanion.CakeTool,
            folder.File("build.cake")
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

    private static string Addin(string package, string version) =>
        AddinPackage.AddinLine(PackedCompanion.Feed, package, version);

    /// <summary>Those of the aliases, and those of the pages that need Cake.Docker.</summary>
    private static IEnumerable<Snippet> Snippets() =>
        Snippet
            .OfDocumentation(typeof(CakeDockerCacheAliases).Assembly)
            .Concat(Snippet.OfPages().Where(snippet => snippet.NeedsCakeDocker));
}
