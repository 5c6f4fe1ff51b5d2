using System.Reflection;
using System.Xml.Linq;
using Cake.DockerLayerCache.Testing.Packaging;

namespace Cake.DockerLayerCache.Tests.Packaging;

public sealed class PackageTests() : PackageChecks(typeof(DockerLayerCacheAliases), "README.md", 300_000)
{
    protected override string File => PackedAddin.Package;

    [Test]
    public void It_depends_on_nothing() => Assert.That(Package.Dependencies, Is.Empty);

    [Test]
    public void It_may_be_trimmed_and_compiled_ahead_of_time() =>
        Assert.That(
            System
                .Reflection.Assembly.Load(Package.Bytes(Assembly))
                .GetCustomAttributes<AssemblyMetadataAttribute>()
                .Select(attribute => $"{attribute.Key}={attribute.Value}"),
            Is.SupersetOf(["IsTrimmable=True", "IsAotCompatible=True"])
        );

    [Test]
    public void It_says_something_of_every_public_type_and_nothing_of_others()
    {
        using var xml = Package.Open(Documentation);

        Assert.That(
            XDocument
                .Load(xml)
                .Descendants("member")
                .Select(member => member.Attribute("name")!.Value)
                .Where(name => name.StartsWith("T:", StringComparison.Ordinal)),
            Is.EquivalentTo(
                typeof(DockerLayerCacheAliases).Assembly.GetExportedTypes().Select(type => $"T:{type.FullName}")
            )
        );
    }
}
