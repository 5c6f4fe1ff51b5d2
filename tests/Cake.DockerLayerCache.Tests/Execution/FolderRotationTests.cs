using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>A cache folder takes the place of the one before only where it is whole.</summary>
public sealed class FolderRotationTests
{
    [TestCase(new[] { "cache.new/index.json", "cache.new/blobs/a" }, "cache/blobs/a cache/index.json")]
    [TestCase(new[] { "cache.new/blobs/a" }, "cache/blobs/before")]
    [TestCase(new string[0], "cache/blobs/before")]
    public void What_is_not_whole_leaves_the_cache_as_it_was(string[] written, string left)
    {
        using var folder = new TemporaryFolder("rotation ");

        Assert.That(Warnings(folder, [.. written, "cache/blobs/before"]), Is.Empty);

        Assert.That(Files(folder), Is.EqualTo(left));
        Assert.That(Directory.Exists(System.IO.Path.Combine(folder.Path, "cache.new")), Is.False);
    }

    [TestCase("cache/results.xml", "cache/results.xml")]
    [TestCase("cache/index.json", "cache/index.json")]
    [TestCase("cache/blobs/a cache/sources/code.cs", "cache/sources")]
    public void What_is_no_cache_is_not_deleted_and_the_cache_is_a_warning(string before, string told)
    {
        using var folder = new TemporaryFolder("rotation ");

        var warnings = Warnings(folder, ["cache.new/index.json", "cache.new/blobs/a", .. before.Split(' ')]);

        Assert.That(
            warnings,
            Is.EqualTo([
                "DLC0504: the cache cache could not be written, so the next build may be slower. Its folder was not replaced: "
                    + $"'{folder.Path}/{told}' is no part of a cache",
            ])
        );
        Assert.That(Files(folder), Does.EndWith($" {before}"));
    }

    [Test]
    public void A_cache_that_cannot_be_moved_is_a_warning()
    {
        using var folder = new TemporaryFolder("rotation ");

        Assert.That(
            Warnings(folder, "cache", "cache.new/index.json", "cache.new/blobs/a"),
            Has.One.StartsWith(
                "DLC0504: the cache cache could not be written, so the next build may be slower. Its folder was not replaced: "
            )
        );
    }

    private static IEnumerable<string> Warnings(TemporaryFolder folder, params string[] files)
    {
        foreach (var file in files)
        {
            folder.Write(file, "");
        }

        var log = new RecordedLog();
        using var signs = new SignOfLife(log, TimeProvider.System);
        new FolderRotation(new FileSystem(), new RunLog(signs, new RunState())).Make(
            new RotateStep("cache.new", "cache", folder.Path)
        );
        return log.At(LogLevel.Warning);
    }

    private static string Files(TemporaryFolder folder) =>
        string.Join(
            ' ',
            Directory
                .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(folder.Path, file))
                .Order(StringComparer.Ordinal)
        );
}
