using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Tests.Engine.Progress;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>What is read of a build where the file fails that buildx is to write the digest to.</summary>
public sealed class BuildProcessTests
{
    private const string Digest = "sha256:578f5c9e1dd23bae40f472fcaa16b3501d9854e3dd4ae9de5333da18cc20b5c1";

    [Test]
    public void The_digest_is_the_one_that_the_builder_tells_where_docker_writes_to_another_place() =>
        Assert.That(Build(Path.GetTempFileName, _ => { }).Digest, Is.EqualTo(Digest));

    [Test]
    public void The_image_is_built_where_no_file_can_be_made()
    {
        var outcome = Build(() => throw new IOException("no space left on device"), file => Assert.That(file, Is.Null));

        Assert.That((outcome.Succeeded, outcome.Digest), Is.EqualTo((true, Digest)));
    }

    [Test]
    public void A_file_that_cannot_be_read_or_deleted_hides_nothing()
    {
        var folder = "";
        var outcome = Build(
            Path.GetTempFileName,
            file =>
            {
                File.Delete(file!);
                folder = Directory.CreateDirectory(file!).FullName;
            }
        );
        Directory.Delete(folder);

        Assert.That(outcome.Succeeded);
    }

    private static BuildOutcome Build(Func<string> newFile, Action<string?> during)
    {
        const string Typed = "docker buildx build --push .";
        var docker = new ScriptedDocker().On(
            Typed,
            command =>
            {
                during(command.Arguments.SkipWhile(argument => argument != "--metadata-file").ElementAtOrDefault(1));
                return new(0, [], Traces.Build("engine28-containerd", "cold").Error);
            }
        );
        var process = new BuildProcess(docker, Facts.BuildxOnContainerdStore, _ => { }, _ => new MemoryStream())
        {
            NewFile = newFile,
        };
        var outcome = process.Run(DockerCommand.Of("buildx", "build", "--push", "."));
        Assert.That(docker.Unexpected, Is.Empty);
        return outcome;
    }
}
