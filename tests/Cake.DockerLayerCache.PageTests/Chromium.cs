using Microsoft.Playwright;

namespace Cake.DockerLayerCache.PageTests;

/// <summary>This machine's own Chromium, without a window. Without one the tests of pages are skipped; in CI they fail.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static IPlaywright? playwright;

    public static IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        var executable = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
            .FirstOrDefault(File.Exists);
        if (executable is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Ignore("there is no chromium on PATH");
        }

        playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        Browser = await playwright
            .Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions
                {
                    ExecutablePath = executable ?? throw new InvalidOperationException("there is no chromium on PATH"),
                    // As root Chromium starts in no other way; it sees only what is made here.
                    Args = ["--no-sandbox"],
                    // In milliseconds; the default of half a minute can be too short on a busy machine.
                    Timeout = 180_000,
                }
            )
            .ConfigureAwait(false);
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync().ConfigureAwait(false);
        }

        playwright?.Dispose();
    }
}
