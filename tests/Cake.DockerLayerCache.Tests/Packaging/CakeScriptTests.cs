namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>The real Cake with a script that takes the addin from a folder feed.</summary>
public sealed class CakeScriptTests
{
    [Test]
    public void A_script_loads_the_addin_and_calls_its_aliases()
    {
        var (exitCode, output) = Run(
            """
            var settings = new DockerMultiStageCachedBuildSettings { Stages = new[] { "builder" } };
            Information($"{settings.Stages[0]}, {DockerBuildStrategy.Auto}");
            DockerCachedBuild("docker.myrepo.com/Awesome-Image", "1.4.7");
            """
        );

        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("builder, Auto"));
            Assert.That(output, Does.Contain("DLC0102").And.Contain("Awesome-Image"));
            Assert.That(output, Does.Not.Contain("referencing an older version"), "built against another Cake.Core");
            Assert.That(exitCode, Is.Not.Zero);
        });
    }

    private static (int ExitCode, string Output) Run(string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(PackedAddin.Folder, "script")).FullName;
        var file = Path.Combine(folder, "build.cake");
        File.WriteAllText(
            file,
            $"""
            #addin nuget:{new Uri(
                PackedAddin.Feed
            ).AbsoluteUri}?package=Cake.DockerLayerCache&version={PackedAddin.Version}
            {script}
            """
        );

        var (restored, output) = PackedAddin.Dotnet("tool", "restore");
        Assert.That(restored, Is.Zero, output);
        return PackedAddin.Dotnet("cake", file);
    }
}
