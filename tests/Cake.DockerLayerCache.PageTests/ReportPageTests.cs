using Cake.DockerLayerCache.Testing;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Cake.DockerLayerCache.PageTests;

/// <summary>The report's page as a person meets it: opened from disk in a real browser.</summary>
public sealed class ReportPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new("pages ");

    public void Dispose() => folder.Dispose();

    [TestCase(ColorScheme.Light, 1280)]
    [TestCase(ColorScheme.Dark, 1280)]
    [TestCase(ColorScheme.Light, 360)]
    [TestCase(ColorScheme.Dark, 360)]
    public async Task Everyone_can_read_it(ColorScheme scheme, int width)
    {
        var page = await OpenAsync(Results.Small, scheme, width);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await page.WaitForSelectorAsync("#timeline table");

        var found = await page.RunAxe();
        await page.ScreenshotAsync(new() { Path = Picture($"page-{scheme}-{width}"), FullPage = true });

        Assert.Multiple(() =>
        {
            Assert.That(found.Violations.Select(violation => $"{violation.Id}: {violation.Help}"), Is.Empty);
            Assert.That(found.Passes, Is.Not.Empty);
        });
        Assert.That(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth"),
            Is.LessThanOrEqualTo(width),
            "nothing makes the page wider than the screen"
        );
    }

    [Test]
    public async Task It_says_what_was_missed_and_why()
    {
        var page = await OpenAsync(Results.Small);

        var text = await page.InnerTextAsync("body");

        Assert.That(
            text,
            Does.Contain("5 of 7")
                .And.Contain("web ran from line 12: RUN npm run build: files differ from the last build: web/index.js")
                .And.Contain("52.3 s")
                .And.Contain("12.3 MB")
                .And.Contain("docker.myrepo.com/team/awesome-image:buildcache, read")
        );
    }

    [Test]
    public async Task It_loads_nothing_and_has_no_errors()
    {
        List<string> seen = [];
        var page = await NewPageAsync(ColorScheme.Light, 1280);
        page.Request += (_, request) => seen.Add(request.Url);
        page.Console += (_, message) => seen.Add(message.Text);
        page.PageError += (_, error) => seen.Add(error);

        await page.GotoAsync(Write(Results.Large));

        Assert.That(seen, Has.Exactly(1).Items.And.All.StartsWith("file://"));
    }

    [Test]
    public async Task It_works_by_keyboard()
    {
        var page = await OpenAsync(Results.Small);

        await page.Keyboard.PressAsync("Tab");
        Assert.That(await page.EvaluateAsync<string>("document.activeElement.textContent"), Does.StartWith("deps"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#timeline table");

        Assert.That(
            await page.InnerTextAsync("#timeline table"),
            Does.Contain("RUN npm ci").And.Contain("last 41.7 s")
        );
    }

    [Test]
    public async Task Text_stays_text()
    {
        var page = await OpenAsync(Results.Bad);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await page.WaitForSelectorAsync("#timeline table");

        Assert.That(await page.EvaluateAsync<bool>("window.broken === undefined"));
        Assert.That(await page.InnerTextAsync("#timeline"), Does.Contain(Results.Hostile));
        Assert.That(await page.Locator("img").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Printed_it_shows_every_step()
    {
        var page = await OpenAsync(Results.Small);

        await page.PdfAsync(new() { Path = Path.ChangeExtension(Picture("page"), ".pdf") });

        Assert.That(await page.Locator("#timeline details[open] tbody tr").CountAsync(), Is.EqualTo(7));
    }

    [Test]
    public async Task A_build_of_forty_stages_and_a_thousand_steps_is_light_and_quick_to_look_at()
    {
        var page = await OpenAsync(Results.Large);
        await page.ScreenshotAsync(new() { Path = Picture("page-large"), FullPage = true });

        Assert.That(Results.Large.Stages.Sum(stage => stage.Steps), Is.EqualTo(1000));
        Assert.That(new FileInfo(new Uri(page.Url).LocalPath).Length, Is.LessThan(300_000));
        Assert.That(await page.Locator("#timeline details").CountAsync(), Is.EqualTo(40));
        Assert.That(await page.Locator("#graph .node").CountAsync(), Is.EqualTo(40));
    }

    private static string Picture(string name)
    {
        var pictures = RepositoryRoot.File("artifacts", "test-results", "pages");
        Directory.CreateDirectory(pictures);
        return Path.Combine(pictures, $"{name}.png");
    }

    private static async Task<IPage> NewPageAsync(ColorScheme scheme, int width) =>
        await Chromium.Browser.NewPageAsync(
            new()
            {
                ColorScheme = scheme,
                ViewportSize = new() { Width = width, Height = 800 },
                Locale = "en-GB",
            }
        );

    private async Task<IPage> OpenAsync(
        DockerBuildResult result,
        ColorScheme scheme = ColorScheme.Light,
        int width = 1280
    )
    {
        var page = await NewPageAsync(scheme, width);
        await page.GotoAsync(Write(result));
        return page;
    }

    private string Write(DockerBuildResult result) =>
        new Uri(
            CakeHost
                .Create(new RecordedLog(), folder.Path)
                .DockerBuildReport(
                    result,
                    new DockerBuildReportSettings { Directory = folder.Path, Name = $"{Guid.NewGuid():N}" }
                )
                .Html!.FullPath
        ).AbsoluteUri;
}
