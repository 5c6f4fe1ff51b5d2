using Cake.DockerLayerCache.Testing.Packaging;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

public sealed class PackageTests() : PackageChecks(typeof(CakeDockerCacheAliases), "docs/cake-docker.md", 60_000)
{
    protected override string File => PackedCompanion.Package;

    [Test]
    public void It_needs_Cake_Docker_and_the_addin_of_the_same_version_and_nothing_else() =>
        Assert.That(
            Package.Dependencies,
            Is.EquivalentTo(
                new[]
                {
                    $"Cake.Docker {PackedCompanion.CakeDockerVersion}",
                    $"Cake.DockerLayerCache [{PackedCompanion.Version}]",
                }
            )
        );
}
