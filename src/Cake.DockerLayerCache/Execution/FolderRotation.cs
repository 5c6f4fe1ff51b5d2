using Cake.Core.IO;
using Cake.DockerLayerCache.Planning;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Puts a cache folder that was just written in the place of the one before.</summary>
internal sealed class FolderRotation(IFileSystem fileSystem, RunLog log)
{
    public void Make(RotateStep step)
    {
        var written = Folder(step.New);
        if (!written.Exists)
        {
            // The export failed, and that was said already.
            return;
        }

        try
        {
            var current = Folder(step.Current);
            if (current.Exists)
            {
                current.Delete(recursive: true);
            }

            written.Move(current.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Warn(RunProblems.CacheNotWritten(step.Current, failure.Message));
        }

        IDirectory Folder(string path) =>
            fileSystem.GetDirectory(new DirectoryPath(path).MakeAbsolute(step.WorkingDirectory));
    }
}
