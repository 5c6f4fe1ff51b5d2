using System.Xml.Linq;
using Cake.DockerLayerCache.Testing.PublicSurface;

namespace Cake.DockerLayerCache.Tests.PublicSurface;

public sealed class SurfaceTests() : SurfaceChecks(typeof(DockerLayerCacheAliases))
{
    private static readonly Dictionary<string, XElement> Documentation = XDocument
        .Load(Path.ChangeExtension(typeof(DockerLayerCacheAliases).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

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

    private static IEnumerable<string> Names() =>
        Documentation.Keys.Where(name =>
            name.StartsWith($"M:{typeof(DockerLayerCacheAliases).FullName}.", StringComparison.Ordinal)
        );

    private static string Text(XElement member, string element) => member.Element(element)!.Value.Trim();
}
