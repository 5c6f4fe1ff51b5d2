using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Planning;

namespace Cake.DockerLayerCache.Tests.References;

/// <summary>What names one version is pushed before what moves to it.</summary>
public sealed class TagOrderTests
{
    [TestCase("latest 1 1.4 1.4.7", "1.4.7 1.4 1 latest")]
    [TestCase("latest v1 v1.4 v1.4.7 main", "v1.4.7 main v1.4 v1 latest")]
    [TestCase("b a", "b a")]
    [TestCase("latest latest a a", "a latest")]
    [TestCase("1 latest", "1 latest")]
    [TestCase("", "latest")]
    public void Tags_are_built_and_pushed_in_the_order_of_their_movement(string tags, string order)
    {
        var commands = Setup.Legacy.Commands(
            Plans.SingleStage,
            new() { Image = "i", Tags = tags.Split(' ', StringSplitOptions.RemoveEmptyEntries) }
        );

        Assert.That(
            string.Join(
                ' ',
                commands
                    .Split('\n')
                    .Where(line => line.StartsWith("docker push", StringComparison.Ordinal))
                    .Select(line => line.Split("i:")[1])
                    .Where(tag => tag != "buildcache-image")
            ),
            Is.EqualTo(order)
        );
    }

    [Test]
    public void No_tags_at_all_are_the_tag_latest() =>
        Assert.That(
            Setup.Legacy.Commands(Plans.SingleStage, new() { Image = "i", Tags = null }),
            Does.EndWith("docker push i:latest")
        );
}
