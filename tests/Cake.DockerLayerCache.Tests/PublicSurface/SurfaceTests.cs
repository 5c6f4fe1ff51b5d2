using System.Xml.Linq;
using Cake.Core.Annotations;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.PublicSurface;

/// <summary>What scripts can see of the addin changes only where somebody means it to.</summary>
public sealed class SurfaceTests
{
    private static readonly System.Reflection.Assembly Addin = typeof(DockerLayerCacheAliases).Assembly;

    private static readonly Dictionary<string, XElement> Documentation = XDocument
        .Load(Path.ChangeExtension(Addin.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    [Test]
    public void The_public_surface_is_the_reviewed_one()
    {
        var reviewed = RepositoryRoot.File("tests", "Cake.DockerLayerCache.Tests", "PublicSurface", "surface.txt");
        var listing = Listing.Of(Addin);

        Assert.That(
            listing,
            Is.EqualTo(File.ReadAllText(reviewed)),
            $"Where the change is meant, put this into {reviewed}:\n{listing}"
        );
    }

    [Test]
    public void Everything_public_is_in_the_namespace_that_scripts_import() =>
        Assert.That(Addin.GetExportedTypes().Select(type => type.Namespace), Is.All.EqualTo("Cake.DockerLayerCache"));

    [Test]
    public void Every_method_of_the_front_door_is_an_alias_in_the_category_of_docker()
    {
        Assert.That(
            Aliases().Select(alias => alias.IsDefined(typeof(CakeMethodAliasAttribute), inherit: false)),
            Is.All.True.And.Exactly(13).Items
        );
        Assert.That(
            typeof(DockerLayerCacheAliases)
                .GetCustomAttributes(typeof(CakeAliasCategoryAttribute), inherit: false)
                .Cast<CakeAliasCategoryAttribute>()
                .Select(category => category.Name),
            Is.EqualTo((string[])["Docker"])
        );
    }

    [TestCaseSource(nameof(Names))]
    public void An_alias_is_documented_with_an_example_that_calls_it(string alias)
    {
        var member = Documentation[alias];
        var name = alias[..alias.IndexOf('(', StringComparison.Ordinal)].Split('.')[^1];

        Assert.Multiple(() =>
        {
            Assert.That(Text(member, "summary"), Is.Not.Empty);
            Assert.That(Text(member, "returns"), Is.Not.Empty);
            Assert.That(member.Elements("param").Select(param => param.Value.Trim()), Is.All.Not.Empty);
            Assert.That(
                member.Elements("exception").Select(exception => exception.Attribute("cref")!.Value),
                Has.Some.EqualTo("T:Cake.DockerLayerCache.DockerLayerCacheException")
            );
            Assert.That(member.Element("example")!.Element("code")!.Value, Does.Contain($"{name}("));
        });
    }

    private static IEnumerable<System.Reflection.MethodInfo> Aliases() =>
        typeof(DockerLayerCacheAliases).GetMethods().Where(method => method.IsStatic);

    private static IEnumerable<string> Names() =>
        Documentation.Keys.Where(name =>
            name.StartsWith($"M:{typeof(DockerLayerCacheAliases).FullName}.", StringComparison.Ordinal)
        );

    private static string Text(XElement member, string element) => member.Element(element)!.Value.Trim();
}
