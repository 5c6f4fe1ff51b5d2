using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.IntegrationTests.Docs;

/// <summary>What pages show is done on an engine: their scripts as one, by the real Cake, and the commands that are typed.</summary>
public sealed class PagesTests : IDisposable
{
    /// <summary>What a page takes for granted, for a page that shows no Dockerfile.</summary>
    private const string Dockerfile = """
        FROM busybox:1 AS builder
        COPY names.txt .
        RUN sort names.txt > sorted.txt

        FROM builder AS tests
        RUN test -s sorted.txt

        FROM busybox:1
        COPY --from=builder /sorted.txt /srv/
        """;

    /// <summary>Stands for the .NET SDK.</summary>
    private const string Dotnet = """
        FROM busybox:1
        RUN printf '#!/bin/sh\n[ $1 != publish ] || { mkdir -p /app; cp Program.cs /app/awesome.dll; }' > /bin/dotnet && chmod +x /bin/dotnet
        """;

    private static readonly string[] Scripts =
    [
        "README.md",
        "docs/ci.md",
        "docs/dockerfile.md",
        "docs/errors.md",
        "docs/migrate.md",
        "docs/multi-stage.md",
        "docs/release.md",
        "docs/report.md",
        "docs/single-stage.md",
        "docs/strategies.md",
        "docs/troubleshooting.md",
    ];

    private readonly TemporaryFolder folder = new("pages ");
    private readonly string owner = $"pages-{Guid.NewGuid():N}";
    private Bed bed = null!;

    [OneTimeSetUp]
    public void Wipe() => bed = Beds.Fresh(Beds.ContainerdStore);

    [OneTimeTearDown]
    public void Dispose() => folder.Dispose();

    [Test]
    public void Scripts_run()
    {
        var pages = Scripts.Select(Written).ToList();
        BuildDotnet();
        pages[0]
            .Write(
                "build.cake",
                $"""
                {AddinPackage.AddinLine(
                    AddinPackage.FeedOfSamples,
                    "Cake.DockerLayerCache",
                    AddinPackage.VersionOfSamples
                )}
                {string.Join('\n', pages.Select(Script))}
                """
            );

        var (exitCode, output, _) = AddinPackage.Cake(
            PageFolder.Environment(bed),
            Path.Combine(pages[0].Path, "build.cake")
        );

        Assert.That(exitCode, Is.Zero, output);

        using var registry = new Registry(Beds.Registry.Address);
        Assert.That(
            registry.Tags(pages[0].Repository),
            Is.EquivalentTo(["1", "1.4", "1.4.7", "buildcache", "latest", "layercache-record"])
        );
        Assert.That(output, Does.Contain("latest from cache in").And.Contain("Program.cs"));
    }

    [TestCase("docs/migrate.md", "1.4.7", "builder", "latest")]
    [TestCase("docs/strategies.md")]
    public void Commands_that_are_typed_run(string path, params string[] pushed)
    {
        var page = Written(path);

        page.Run(bed, page.Page.Blocks.Single(block => block.Language == CodeBlock.Shell).Text);

        using var registry = new Registry(Beds.Registry.Address);
        Assert.That(registry.Tags(page.Repository), Is.SupersetOf(pushed));
    }

    private PageFolder Written(string path)
    {
        var page = new PageFolder(folder, path, owner);
        var dockerfile =
            page.Page.Blocks.FirstOrDefault(block =>
                block.Language == CodeBlock.Dockerfile && path != "docs/dockerfile.md"
            )?.Text
            ?? Dockerfile;
        foreach (var context in new[] { "", "service/" })
        {
            page.Write($"{context}Dockerfile", page.Here(dockerfile));
            page.Write($"{context}names.txt", "Grace\nAda\n");
            page.Write($"{context}requirements.txt", "");
            page.Write($"{context}awesome.csproj", "<Project />");
            page.Write($"{context}Program.cs", "return 0;");
            page.Write($"{context}tests/tests.csproj", "<Project />");
        }

        return page;
    }

    private void BuildDotnet()
    {
        var page = new PageFolder(folder, "docs/multi-stage.md", owner);
        page.Write("sdk/Dockerfile", page.Here(Dotnet));
        page.Run(
            bed,
            "docker build --push --tag mcr.microsoft.com/dotnet/sdk:10.0 --tag mcr.microsoft.com/dotnet/aspnet:10.0 sdk"
        );
    }

    private static string Script(PageFolder page) =>
        $"""
            Context.Environment.WorkingDirectory = "{page.Path}";
            {Given(page)}
            {string.Join('\n', Run(page).Select(snippet => snippet.AsBlock))}
            """;

    // A promotion is one of what a commit's build has pushed.
    private static string Given(PageFolder page) =>
        page.Page.Path == "docs/release.md"
            ? page.Here("DockerMultiStageCachedBuild(\"docker.myrepo.com/awesome-image\", \"sha-1a2b3c4\");")
            : "";

    // A builder of its own comes from an image that is not here; what needs Cake.Docker is compiled by the companion's tests.
    private static IEnumerable<Snippet> Run(PageFolder page) =>
        Snippet
            .OfPages()
            .Where(snippet => snippet.File == page.Page.Path && !snippet.NeedsCakeDocker)
            .Where(snippet => !snippet.Text.Contains("Builder = \"ci\"", StringComparison.Ordinal))
            .Select(snippet => snippet with { Text = page.Here(snippet.Text) });
}
