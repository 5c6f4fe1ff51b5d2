using Cake.Core.Tooling;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary><c>docs/settings.md</c> says of every setting what the code says.</summary>
public sealed class SettingsPageTests
{
    private static IEnumerable<TestCaseData> Settings() =>
        SettingsPage
            .Types.SelectMany(SettingsPage.Settings)
            .Select(setting => new TestCaseData(setting).SetArgDisplayNames(setting.ToString()));

    [Test]
    public void The_page_is_what_the_documentation_in_the_code_gives()
    {
        var page = SettingsPage.Text();

        Assert.That(
            Page.Of("docs/settings.md").Text,
            Is.EqualTo(page),
            $"Where the change is meant, put this into docs/settings.md:\n{page}"
        );
    }

    [Test]
    public void Every_type_of_settings_is_on_the_page() =>
        Assert.That(
            SettingsPage.Types,
            Is.EquivalentTo(
                typeof(DockerLayerCacheAliases)
                    .Assembly.GetExportedTypes()
                    .Where(type =>
                        typeof(ToolSettings).IsAssignableFrom(type)
                        || type.Name.EndsWith("Settings", StringComparison.Ordinal)
                    )
            )
        );

    [TestCaseSource(nameof(Settings))]
    public void A_setting_has_a_meaning_and_the_default_that_it_is_said_to_have(object documented)
    {
        var setting = (DocumentedSetting)documented;

        Assert.That(setting.Meaning, Does.Match(@"^[A-Z`].*[.)]$"));
        switch (setting.Value)
        {
            case null:
                Assert.That(setting.Default, Is.Not.Empty);
                break;
            case bool value:
                Assert.That(setting.Default, Is.EqualTo(value ? "true" : "false"));
                break;
            case "":
                Assert.That(setting.Default, Does.StartWith("no"));
                break;
            default:
                Assert.That(setting.Default, Does.Contain($"{setting.Value}"));
                break;
        }
    }
}
