using Cake.DockerLayerCache.Testing.StandIns;

namespace Cake.DockerLayerCache.Tests;

/// <summary>In the root namespace, so that it comes after every test.</summary>
[SetUpFixture]
public sealed class Removal
{
    [OneTimeTearDown]
    public static void RemoveStandIns() => Setup.RemoveShared();
}
