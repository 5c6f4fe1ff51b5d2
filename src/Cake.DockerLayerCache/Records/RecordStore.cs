using System.Text;
using Cake.Core;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Records;

/// <summary>
/// Keeps a record where the cache is: as the label of an image with nothing in it, which every engine can make, push and
/// read.
/// </summary>
internal sealed class RecordStore(RemoteImages images, IDocker docker, EngineFacts facts, string? builder)
{
    private const string Label = "cake.dockerlayercache.record";

    // BuildKit refuses a Dockerfile with a longer line than 64 kB.
    private const int LabelLength = 60_000;

    /// <summary>The first record that is there; null where there is none.</summary>
    public BuildRecord? Read(IEnumerable<ImageReference> places) =>
        places.Select(Read).FirstOrDefault(record => record is not null);

    /// <summary>Why it could not be written; null where it was.</summary>
    public string? Write(BuildRecord record, ImageReference place)
    {
        DirectoryInfo? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("cake-docker-record-");
            File.WriteAllText(Path.Combine(folder.FullName, "Dockerfile"), Dockerfile(RecordText.Write(record)));
            return Commands(place, folder.FullName)
                .Select(command => docker.Run(command.AsOwn()))
                .FirstOrDefault(answer => !answer.Succeeded)
                ?.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CakeException)
        {
            // Cake throws where docker can no longer be started.
            return e.Message;
        }
        finally
        {
            Leftover.Delete(() => folder?.Delete(recursive: true));
        }
    }

    private BuildRecord? Read(ImageReference place) =>
        images.Find(place.ToString()).Image is { } image
            ? RecordText.Read(
                string.Concat(
                    Enumerable
                        .Range(0, image.Labels.Count)
                        .Select(number => image.Labels.GetValueOrDefault($"{Label}.{number}"))
                        .TakeWhile(part => part is not null)
                )
            )
            : null;

    private static string Dockerfile(string text)
    {
        var dockerfile = new StringBuilder("FROM scratch\n");
        var number = 0;
        foreach (var part in text.Chunk(LabelLength))
        {
            dockerfile
                .Append("LABEL ")
                .Append(Label)
                .Append('.')
                .Append(number++)
                .Append('=')
                .Append(part)
                .Append('\n');
        }

        return dockerfile.ToString();
    }

    // Without all that a build of the user's may have asked for.
    private IEnumerable<DockerCommand> Commands(ImageReference place, string folder)
    {
        if (facts.Builder == BuilderKind.Buildx)
        {
            return
            [
                DockerCommand
                    .Of("buildx", "build")
                    .WithOption("--builder", builder)
                    // Its progress would be a part of what docker says of a failure.
                    .With("--quiet")
                    .WithOption("--provenance", facts.CanAttest ? "false" : null)
                    .With("--tag", place.ToString())
                    .With(facts.PushFlags)
                    .With(folder),
            ];
        }

        return
        [
            DockerCommand
                .Of("build")
                .WithEnvironment("DOCKER_BUILDKIT", facts.Builder == BuilderKind.Legacy ? "0" : "1")
                .With("--tag", place.ToString(), folder),
            DockerCommand.Push(place.ToString()),
        ];
    }
}
