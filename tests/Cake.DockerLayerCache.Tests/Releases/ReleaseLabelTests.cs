using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Releases;

namespace Cake.DockerLayerCache.Tests.Releases;

/// <summary>What an image says of itself.</summary>
public sealed class ReleaseLabelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 5, 7, TimeSpan.Zero);
    private static readonly ImageName Image = ImageName.Parse("docker.myrepo.com/team/app", "Image");
    private static readonly ReleaseVersion Version = ReleaseVersion.Parse("v1.4.7+build.5", "Version");

    [Test]
    public void A_run_of_CI_is_told_by_its_commit_and_where_the_sources_are() =>
        Assert.That(
            ReleaseLabels.For(
                Image,
                Version,
                new CiFacts("GitHub Actions")
                {
                    Commit = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
                    Source = "https://github.com/owner/app",
                },
                null,
                Now
            ),
            Is.EqualTo([
                "org.opencontainers.image.version=1.4.7",
                "cake.dockerlayercache.release=team/app:1.4.7",
                "org.opencontainers.image.revision=1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
                "org.opencontainers.image.source=https://github.com/owner/app",
                "org.opencontainers.image.created=2026-11-24T09:05:07Z",
            ])
        );

    [Test]
    public void What_nobody_says_has_no_label() =>
        Assert.Multiple(() =>
        {
            Assert.That(Names(null), Is.EqualTo(["version", "release", "created"]));
            Assert.That(Names(new CiFacts("Drone")), Is.EqualTo(["version", "release", "created"]));
            Assert.That(Names(new CiFacts("Drone") { Commit = "1a2b3c4" }), Does.Contain("revision"));
            Assert.That(Names(new CiFacts("Drone") { Source = "https://a/b" }), Does.Contain("source"));
        });

    [TestCase("0", "1970-01-01T00:00:00Z")]
    [TestCase("1700000000", "2023-11-14T22:13:20Z")]
    [TestCase("253402300798", "9999-12-31T23:59:58Z")]
    public void The_sources_date_is_when_it_was_made(string seconds, string created) =>
        Assert.That(Created(seconds), Is.EqualTo(created));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" 1700000000")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("1,700,000,000")]
    [TestCase("0x10")]
    [TestCase("yesterday")]
    [TestCase("253402300800")]
    [TestCase("9223372036854775807")]
    [TestCase("99999999999999999999")]
    public void A_date_that_is_none_is_that_of_the_build(string? seconds) =>
        Assert.That(Created(seconds), Is.EqualTo("2026-11-24T09:05:07Z"));

    [Test]
    [SetCulture("fi-FI")]
    public void A_time_has_colons_where_the_machine_s_language_has_points() =>
        Assert.That(Created(null), Is.EqualTo("2026-11-24T09:05:07Z"));

    [Test]
    [SetCulture("th-TH")]
    public void A_year_is_counted_alike_where_the_machine_s_calendar_has_another() =>
        Assert.That(Created(null), Is.EqualTo("2026-11-24T09:05:07Z"));

    private static IEnumerable<string> Names(CiFacts? facts) =>
        ReleaseLabels.For(Image, Version, facts, null, Now).Select(label => label.Split('=')[0].Split('.')[^1]);

    private static string Created(string? sourceDate) =>
        ReleaseLabels.For(Image, Version, null, sourceDate, Now)[^1].Split('=')[1];
}
