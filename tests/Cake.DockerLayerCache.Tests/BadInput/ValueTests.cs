using static Cake.DockerLayerCache.Tests.BadInput.Refusals;

namespace Cake.DockerLayerCache.Tests.BadInput;

/// <summary>Values that no command line can carry, or no build can use.</summary>
public sealed class ValueTests
{
    private static readonly Dictionary<string, Action<DockerMultiStageCachedBuildSettings, string[]>> Lists = new(
        StringComparer.Ordinal
    )
    {
        ["BuildArg"] = (settings, value) => settings.BuildArg = value,
        ["BuildContext"] = (settings, value) => settings.BuildContext = value,
        ["Label"] = (settings, value) => settings.Label = value,
        ["Platform"] = (settings, value) => settings.Platform = value,
        ["AddHost"] = (settings, value) => settings.AddHost = value,
        ["Secret"] = (settings, value) => settings.Secret = value,
        ["Ssh"] = (settings, value) => settings.Ssh = value,
        ["Ulimit"] = (settings, value) => settings.Ulimit = value,
        ["Stages"] = (settings, value) => settings.Stages = value,
    };

    private static readonly Dictionary<string, Action<DockerMultiStageCachedBuildSettings, string>> Texts = new(
        StringComparer.Ordinal
    )
    {
        ["Target"] = (settings, value) => settings.Target = value,
        ["Network"] = (settings, value) => settings.Network = value,
        ["ShmSize"] = (settings, value) => settings.ShmSize = value,
        ["Provenance"] = (settings, value) => settings.Provenance = value,
        ["Sbom"] = (settings, value) => settings.Sbom = value,
        ["Builder"] = (settings, value) => settings.Builder = value,
    };

    private static IEnumerable<string> NamesOfLists => Lists.Keys;

    private static IEnumerable<string> NamesOfTexts => Texts.Keys;

    [TestCaseSource(nameof(NamesOfLists))]
    public void A_list_with_a_value_that_cannot_be_used(string setting) =>
        Assert.Multiple(() =>
        {
            Assert.That(WithList(setting, "a", ""), Is.EqualTo(Unusable(setting, "", "a value that is not empty")));
            Assert.That(WithList(setting, [null!]), Is.EqualTo(Unusable(setting, "", "a value that is not empty")));
            Assert.That(WithList(setting, "a\0b"), Is.EqualTo(Unusable(setting, "a?b", "no NUL character")));
        });

    [TestCaseSource(nameof(NamesOfTexts))]
    public void A_text_that_would_be_cut_off(string setting)
    {
        var settings = new DockerMultiStageCachedBuildSettings { Image = Image };
        Texts[setting](settings, "a\0b");

        Assert.That(Refusal(settings), Is.EqualTo(Unusable(setting, "a?b", "no NUL character")));
    }

    [TestCase("BuildArg")]
    [TestCase("BuildContext")]
    [TestCase("Label")]
    public void A_value_without_a_name(string setting) =>
        Assert.That(WithList(setting, "a=1", "=2"), Is.EqualTo(Unusable(setting, "=2", "name=value")));

    [Test]
    public void A_platform_missing_between_commas() =>
        Assert.That(
            WithList("Platform", "linux/amd64,"),
            Is.EqualTo(Unusable("Platform", "", "a value that is not empty"))
        );

    private static string WithList(string setting, params string[] values)
    {
        var settings = new DockerMultiStageCachedBuildSettings { Image = Image };
        Lists[setting](settings, values);
        return Refusal(settings);
    }
}
