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
    [TestCase(new[] { "cache.new/blobs/a" }, "cache/before")]
    [TestCase(new string[0], "cache/before")]
    public void What_is_not_whole_leaves_the_cache_as_it_was(string[] written, string left)
    {
        using var folder = new TemporaryFolder("rotation ");
        foreach (var file in written.Append("cache/before"))
        {
            folder.Write(file, "");
        }

        using var log = new SignOfLife(new RecordedLog(), TimeProvider.System);
        new FolderRotation(new FileSystem(), new RunLog(log, new RunState())).Make(
            new RotateStep("cache.new", "cache", folder.Path)
        );

        Assert.That(
            string.Join(
                ' ',
                Directory
                    .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
                    .Select(file => System.IO.Path.GetRelativePath(folder.Path, file))
                    .Order(StringComparer.Ordinal)
            ),
            Is.EqualTo(left)
        );
        Assert.That(Directory.Exists(System.IO.Path.Combine(folder.Path, "cache.new")), Is.False);
    }
}
