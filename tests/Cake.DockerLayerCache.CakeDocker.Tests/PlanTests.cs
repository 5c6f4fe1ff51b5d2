using Cake.Core;
using Cake.Docker;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using NUnit.Framework.Constraints;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary>By Cake.Docker's settings, the commands are shown that the build with them would run.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Image = "docker.myrepo.com/awesome-image";

    private readonly TemporaryFolder folder = new("cake docker ");

    [OneTimeSetUp]
    public void Write() =>
        folder.Write(
            "Dockerfile",
            """
            FROM golang AS builder
            COPY . .
            RUN go build -o /app
            FROM scratch AS runtime
            COPY --from=builder /app /app
            """
        );

    public void Dispose()
    {
        Setup.RemoveShared();
        folder.Dispose();
    }

    private static Setup[] Setups =>
        [
            Setup.Legacy,
            Setup.BuiltInBuildKit,
            Setup.BuildxOnGraphStore,
            Setup.BuildxOnContainerdStore,
            Setup.ContainerDriver,
        ];

    [TestCaseSource(nameof(Setups))]
    public void What_the_build_is_to_push_is_planned_as_by_the_addin_with_equal_settings(Setup setup) =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Shown(Cake().DockerPlanCachedBuild(setup.Use(Pushed))),
                Is.EqualTo(Shown(Cake().DockerPlanCachedBuild(setup.Use(Equal<DockerCachedBuildSettings>()))))
            );
            Assert.That(
                Shown(Cake().DockerPlanMultiStageCachedBuild(setup.Use(Pushed))),
                Is.EqualTo(Shown(Cake().DockerPlanCachedBuild(setup.Use(Equal<DockerMultiStageCachedBuildSettings>()))))
            );
        });

    [TestCaseSource(nameof(Setups))]
    public void What_the_script_is_to_push_is_planned_as_by_the_addin_with_equal_settings(Setup setup) =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Shown(Cake().DockerPlanCachedBuild(setup.Use(Unpushed))),
                Is.EqualTo(Shown(Cake().DockerPlanCachedBuild(setup.Use(LeftToTheScript<DockerCachedBuildSettings>()))))
            );
            Assert.That(
                Shown(Cake().DockerPlanMultiStageCachedBuild(setup.Use(Unpushed))),
                Is.EqualTo(
                    Shown(
                        Cake().DockerPlanCachedBuild(setup.Use(LeftToTheScript<DockerMultiStageCachedBuildSettings>()))
                    )
                )
            );
        });

    [TestCaseSource(nameof(Setups))]
    public void The_build_with_the_same_arguments_runs_what_was_planned(Setup setup) =>
        Assert.Multiple(() =>
        {
            RunsWhatWasPlanned(setup, Unpushed, PlanOfOne, settings => Cake().DockerCachedBuild(settings, Quoted));
            RunsWhatWasPlanned(
                setup,
                Unpushed,
                PlanOfAll,
                settings => Cake().DockerMultiStageCachedBuild(settings, Quoted)
            );
        });

    [Test]
    public void The_two_plans_differ_where_the_two_builds_do()
    {
        var one = Cake().DockerPlanCachedBuild(Setup.Legacy.Use(Unpushed));
        var all = Cake().DockerPlanMultiStageCachedBuild(Setup.Legacy.Use(Unpushed));

        Assert.That(all.Commands, Has.Some.Contains($"docker pull {Image}:builder"));
        Assert.That(one.Commands, Has.None.Contains($"{Image}:builder"));
    }

    [Test]
    public void What_the_addin_alone_can_is_set_beside()
    {
        var one = Cake().DockerPlanCachedBuild(Setup.Legacy.Use(Pushed), ".", cache => cache.CacheImage = "cache/here");
        var all = Cake()
            .DockerPlanMultiStageCachedBuild(
                Setup.BuildxOnContainerdStore.Use(Pushed),
                ".",
                cache => cache.Stages = ["builder"]
            );

        Assert.That(one.Commands, Has.Some.Contains("docker push cache/here:"));
        Assert.That(all.Commands, Has.Some.Contains($"--tag {Image}:builder "));
    }

    [Test]
    public void Docker_is_asked_and_told_nothing_else()
    {
        using var docker = Setup.BuildxOnContainerdStore.Fresh();

        Cake().DockerPlanMultiStageCachedBuild(Setup.BuildxOnContainerdStore.Use(Pushed, docker));

        Assert.That(docker.AllCalls, Is.Not.Empty);
        Assert.That(docker.CallsBesideProbe, Is.Empty);
    }

    [Test]
    public void A_setting_that_cannot_be_carried_is_refused_by_its_name() =>
        Assert.Multiple(() =>
        {
            var image = Unpushed;
            image.Iidfile = "image.id";
            Assert.That(() => Cake().DockerPlanCachedBuild(image), Refused("DLC0701", "Iidfile"));
            Assert.That(() => Cake().DockerPlanMultiStageCachedBuild(image), Refused("DLC0701", "Iidfile"));
            var buildx = Pushed;
            buildx.Output = ["type=tar"];
            Assert.That(() => Cake().DockerPlanCachedBuild(buildx), Refused("DLC0701", "Output"));
            Assert.That(() => Cake().DockerPlanMultiStageCachedBuild(buildx), Refused("DLC0701", "Output"));
        });

    [Test]
    public void An_option_that_this_builder_would_leave_unheeded_is_refused_by_its_name()
    {
        var settings = Setup.BuildxOnGraphStore.Use(Unpushed);
        settings.Memory = "1g";

        Assert.That(() => Cake().DockerPlanCachedBuild(settings), Refused("DLC0305", "Memory"));
        Assert.That(() => Cake().DockerPlanMultiStageCachedBuild(settings), Refused("DLC0305", "Memory"));
    }

    private static DockerImageBuildSettings Unpushed =>
        new()
        {
            Tag = [$"{Image}:1.4.7", $"{Image}:latest"],
            BuildArg = ["CONFIGURATION=Release"],
            Target = "runtime",
        };

    private static DockerBuildXBuildSettings Pushed =>
        new()
        {
            Tag = [$"{Image}:1.4.7", $"{Image}:latest"],
            BuildArg = ["CONFIGURATION=Release"],
            Target = "runtime",
            Push = true,
        };

    // Cake.Docker takes the path for a word of a command, so that its callers may have put it in quotes.
    private string Quoted => $"\"{folder.Path}\"";

    private DockerBuildPlan PlanOfOne(DockerImageBuildSettings settings) =>
        Cake().DockerPlanCachedBuild(settings, Quoted);

    private DockerBuildPlan PlanOfAll(DockerImageBuildSettings settings) =>
        Cake().DockerPlanMultiStageCachedBuild(settings, Quoted);

    private static T Equal<T>()
        where T : DockerCachedBuildSettings, new() =>
        new()
        {
            Image = Image,
            Tags = ["1.4.7", "latest"],
            BuildArg = ["CONFIGURATION=Release"],
            Target = "runtime",
        };

    private static T LeftToTheScript<T>()
        where T : DockerCachedBuildSettings, new()
    {
        var settings = Equal<T>();
        settings.Push = false;
        settings.Load = true;
        settings.Companion = new CompanionTerms { Tool = context => new DockerTool(context), PushedByScript = true };
        return settings;
    }

    /// <summary>What depends on the build's outcome is among what was planned; all else is run, and nothing more.</summary>
    private static void RunsWhatWasPlanned(
        Setup setup,
        DockerImageBuildSettings settings,
        Func<DockerImageBuildSettings, DockerBuildPlan> plan,
        Action<DockerImageBuildSettings> build
    )
    {
        using var docker = setup.Fresh();
        var planned = plan(setup.Use(settings, docker)).Commands;

        build(settings);

        var run = docker.CallsBesideProbe.Select(call => Typed(call.Arguments)).ToList();
        Assert.That(run, Is.SubsetOf(planned.Select(Command)));
        Assert.That(
            run,
            Is.SupersetOf(planned.Where(command => !command.Contains("# ", StringComparison.Ordinal)).Select(Command))
        );
    }

    // A plan's line: DOCKER_BUILDKIT=0 docker pull a:1  # absent is fine
    private static string Command(string line)
    {
        var command = line[line.IndexOf("docker ", StringComparison.Ordinal)..];
        return command.Split("  # ")[0];
    }

    // A real run adds what it reads the outcome from.
    private static string Typed(IReadOnlyList<string> arguments) =>
        DockerCommand
            .Of([
                .. arguments.Where(
                    (argument, i) =>
                        argument is not ("--progress" or "--metadata-file")
                        && (i == 0 || arguments[i - 1] is not ("--progress" or "--metadata-file"))
                ),
            ])
            .ToString();

    private static StartsWithConstraint Refused(string code, string setting) =>
        Throws
            .TypeOf<DockerLayerCacheException>()
            .With.Property("Code")
            .EqualTo(code)
            .And.Message.StartsWith($"{code}: {setting}");

    private static string Shown(DockerBuildPlan plan) => plan.ToString();

    private ICakeContext Cake() => CakeHost.Create(new RecordedLog(), folder.Path);
}
