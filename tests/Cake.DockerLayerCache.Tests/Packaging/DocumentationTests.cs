using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Cake.Core.Annotations;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>What an editor shows of the package.</summary>
public sealed class DocumentationTests
{
    private List<XElement> members = null!;

    [OneTimeSetUp]
    public void Read()
    {
        using var package = ZipFile.OpenRead(PackedAddin.Package);
        using var xml = package.GetEntry("lib/net10.0/Cake.DockerLayerCache.xml")!.Open();
        members = [.. XDocument.Load(xml).Descendants("member")];
    }

    private static IEnumerable<MethodInfo> Aliases() =>
        typeof(DockerLayerCacheAliases)
            .Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.GetCustomAttribute<CakeMethodAliasAttribute>() is not null);

    [Test]
    public void There_are_aliases_and_they_are_in_a_category() =>
        Assert.Multiple(() =>
        {
            Assert.That(Aliases(), Is.Not.Empty);
            Assert.That(
                Aliases().Select(alias => alias.DeclaringType!.GetCustomAttribute<CakeAliasCategoryAttribute>()?.Name),
                Is.All.Not.Null.And.All.Not.Empty
            );
        });

    [TestCaseSource(nameof(Aliases))]
    public void It_says_of_every_alias_what_it_does_takes_and_returns_with_an_example(MethodInfo alias)
    {
        var parameters = alias.GetParameters().Select(parameter => parameter.Name).ToList();
        var documentation = members.SingleOrDefault(member =>
            Name(member).StartsWith($"M:{alias.DeclaringType!.FullName}.{alias.Name}(", StringComparison.Ordinal)
            && ParametersOf(member).SequenceEqual(parameters, StringComparer.Ordinal)
        );

        Assert.That(documentation, Is.Not.Null, $"{alias} with each of its parameters, and once");
        Assert.Multiple(() =>
        {
            Assert.That(documentation!.Element("summary")?.Value.Trim(), Is.Not.Null.And.Not.Empty);
            Assert.That(documentation.Elements("param").Select(text => text.Value.Trim()), Is.All.Not.Empty);
            Assert.That(documentation.Element("returns")?.Value.Trim(), Is.Not.Null.And.Not.Empty);
            Assert.That(documentation.Element("example")?.Element("code")?.Value, Does.Contain(alias.Name));
        });
    }

    [Test]
    public void It_says_something_of_every_public_type_and_nothing_of_others() =>
        Assert.That(
            members.Select(Name).Where(name => name.StartsWith("T:", StringComparison.Ordinal)),
            Is.EquivalentTo(
                typeof(DockerLayerCacheAliases).Assembly.GetExportedTypes().Select(type => $"T:{type.FullName}")
            )
        );

    private static string Name(XElement member) => member.Attribute("name")!.Value;

    private static IEnumerable<string?> ParametersOf(XElement member) =>
        member.Elements("param").Select(parameter => parameter.Attribute("name")!.Value);
}
