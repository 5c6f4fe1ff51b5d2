using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.Tests.Faults;

/// <summary>What an error says of the tags is read out of it, whatever becomes of its words.</summary>
public sealed class ToldStateTests
{
    private static readonly ImageReference[] First = References("faults/app:1.4.7", "faults/app:1.4");
    private static readonly ImageReference[] Last = References("faults/app:latest", "faults/other:2");

    [Test]
    public void What_a_failed_push_says_is_read() =>
        Told(RunProblems.PushFailed(First, Last, "no words."), ["1.4.7", "1.4"], ["latest"], []);

    [Test]
    public void Nothing_is_no_tag() => Told(RunProblems.PushFailed([], Last, ""), [], ["latest"], []);

    [Test]
    public void What_was_not_to_be_read_is_not_said_to_be_away() =>
        Told(RunProblems.NotVerified(First, Last, "no words."), ["1.4.7", "1.4"], [], ["latest"]);

    [Test]
    public void A_failed_build_says_nothing_of_tags() =>
        Assert.That(ToldState.Of(RunProblems.BuildFailed("the image", null, "").Message, "faults/app"), Is.Null);

    private static void Told(DockerLayerCacheException problem, string[] inPlace, string[] notInPlace, string[] unknown)
    {
        var told = ToldState.Of(problem.Message, "faults/app")!;
        Assert.Multiple(() =>
        {
            Assert.That(told.InPlace, Is.EqualTo(inPlace));
            Assert.That(told.NotInPlace, Is.EqualTo(notInPlace));
            Assert.That(told.Unknown, Is.EqualTo(unknown));
        });
    }

    private static ImageReference[] References(params string[] names) =>
        [
            .. names
                .Select(name => name.Split(':'))
                .Select(parts =>
                    ImageName.Parse($"127.0.0.1:5000/{parts[0]}", "Image").WithTag(ImageTag.Parse(parts[1], "Tags"))
                ),
        ];
}
