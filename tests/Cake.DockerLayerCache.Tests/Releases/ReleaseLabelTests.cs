using System.Globalization;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Releases;

namespace Cake.DockerLayerCache.Tests.Releases;

public sealed class ReleaseLabelTests
{
    [TestCase("fi-FI")]
    [TestCase("th-TH")]
    public void The_time_of_a_release_is_written_alike_whatever_language_the_machine_speaks(string culture)
    {
        var machine = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            Assert.That(
                ReleaseLabels.For(
                    ReleaseVersion.Parse("1.4.7", "Version"),
                    null,
                    null,
                    new DateTimeOffset(2026, 11, 29, 0, 35, 0, TimeSpan.Zero)
                ),
                Does.Contain("org.opencontainers.image.created=2026-11-29T00:35:00Z")
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = machine;
        }
    }
}
