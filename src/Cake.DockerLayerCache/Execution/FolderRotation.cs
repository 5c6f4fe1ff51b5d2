using Cake.Core.IO;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Puts a cache folder that was just written in the place of the one before.</summary>
internal sealed class FolderRotation(IFileSystem fileSystem, RunLog log)
{
    public void Make(RotateStep step)
    {
        var written = Folder(step.New);
        try
        {
            if (!IsWhole(written))
            {
                // The export failed, and that was said already.
                Delete(written);
                return;
            }

            var current = Folder(step.Current);
            Delete(current);
            written.Move(current.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Warn(RunProblems.CacheNotReplaced(step.Current, failure.Message));
        }

        // Docker makes the folder before it builds, and its index when all else is in it.
        bool IsWhole(IDirectory cache) =>
            fileSystem.Exist(((DirectoryPath)cache.Path).CombineWithFilePath("index.json"));

        void Delete(IDirectory folder)
        {
            // It was looked at before the build, which took its time.
            if (CacheTarget.Foreign(folder) is { } foreign)
            {
                throw new IOException(foreign);
            }

            if (folder.Exists)
            {
                folder.Delete(recursive: true);
            }
        }

        IDirectory Folder(string path) =>
            fileSystem.GetDirectory(new DirectoryPath(path).MakeAbsolute(step.WorkingDirectory));
    }
}
