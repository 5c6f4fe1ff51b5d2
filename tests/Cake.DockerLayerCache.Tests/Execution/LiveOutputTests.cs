using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>A person who watches sees each line when docker writes it.</summary>
public sealed class LiveOutputTests
{
    [Test]
    public void Lines_reach_the_log_while_docker_is_still_running()
    {
        using var docker = Setup.Legacy.Fresh();
        using var workspace = Workspace.With("FROM a\nRUN b");
        var seen = Path.Combine(workspace.Path, "seen");
        // The build ends only when its line has been seen; the count is only how long to wait before that counts as failed.
        docker.Act(
            "build",
            $"""
            echo 'Step 1/2 : FROM a'
            tries=0
            until [ -e '{seen}' ]; do
              tries=$((tries + 1))
              [ $tries -lt 3000 ] || exit 1
              sleep 0.01
            done
            """
        );
        var cake = CakeHost.Create(
            new LogThatActs("Step 1/2 : FROM a", () => File.WriteAllText(seen, "")),
            workspace.Path
        );

        var result = cake.DockerCachedBuild(
            Setup.Legacy.Use(new DockerCachedBuildSettings { Image = "i", Push = false }, docker)
        );

        Assert.That(result.Strategy, Is.EqualTo(DockerBuildStrategy.Pull));
    }

    [Test]
    public void Output_of_the_image_s_build_is_shown_as_it_is_and_that_of_a_cache_in_detail_with_its_stage_s_name()
    {
        using var docker = Setup.BuiltInBuildKit.Fresh();
        using var workspace = Workspace.With(PlannedRun.TwoStages);
        docker.Act("build", "case \"$*\" in *--target*) echo of the stage >&2 ;; *) echo of the image >&2 ;; esac");

        workspace.Cake.DockerMultiStageCachedBuild(
            Setup.BuiltInBuildKit.Use(new DockerMultiStageCachedBuildSettings { Image = "i" }, docker)
        );

        Assert.That(
            workspace.Log.At(LogLevel.Information),
            Has.Some.EqualTo("of the image").And.None.Contains("of the stage")
        );
        Assert.That(workspace.Log.At(LogLevel.Verbose), Has.Some.EqualTo("builder of the stage"));
    }

    private sealed class LogThatActs(string line, Action act) : ICakeLog
    {
        public Verbosity Verbosity { get; set; } = Verbosity.Diagnostic;

        public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
        {
            if (
                string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args)
                    .Contains(line, StringComparison.Ordinal)
            )
            {
                act();
            }
        }
    }
}
