using Cake.Core.IO;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>Docker is asked once, by questions side by side.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineProbeTests
{
    private static readonly string[] Questions = ["docker buildx inspect", "docker info --format '{{json .}}'"];

    private static int probes;

    // What was asked once is known to the whole process: each test asks at an endpoint of its own.
    private readonly string host = $"unix:///probe/{Interlocked.Increment(ref probes)}.sock";

    [Test]
    public void An_endpoint_is_asked_once()
    {
        var docker = Answering("engine28-containerd/answers");

        var (first, second) = (Probe(docker), Probe(docker));

        Assert.Multiple(() =>
        {
            Assert.That(docker.Calls.Order(StringComparer.Ordinal), Is.EqualTo(Questions));
            Assert.That(second, Is.SameAs(first));
        });
    }

    [TestCase(
        "engine20-buildkit/answers",
        "docker buildx inspect",
        "docker info --format '{{json .}}'",
        "docker version --format '{{json .}}'"
    )]
    [TestCase("no-buildx", "docker buildx inspect", "docker info --format '{{json .}}'")]
    public void The_version_of_the_CLI_is_asked_for_where_info_does_not_tell_it(
        string transcript,
        params string[] questions
    )
    {
        var docker = Answering(transcript);

        Probe(docker);

        Assert.That(docker.Calls.Order(StringComparer.Ordinal), Is.EqualTo(questions));
    }

    [Test]
    public void Something_else_can_be_done_meanwhile()
    {
        using var done = new ManualResetEventSlim();
        // The engine answers only then; the time is how long to wait before that counts as failed.
        var answer = Answers("engine28-containerd/answers").Single(answer => answer.Command == Questions[1]);
        var docker = new ScriptedDocker()
            .On(Questions[0], "Driver: docker")
            .On(Questions[1], _ => done.Wait(TimeSpan.FromSeconds(30)) ? new(0, answer.Output, []) : new(1, [], []));

        Assert.That(Ask(docker, null, null, host, done.Set).Driver, Is.EqualTo("docker"));
    }

    [Test]
    public void Another_endpoint_builder_executable_or_home_is_asked_by_itself()
    {
        var docker = new ScriptedDocker();
        for (var i = 0; i < 5; i++)
        {
            Tell(docker, "engine28-containerd/answers");
        }

        docker.On("docker buildx inspect container", [.. Transcript.Of("docker-container")[3].Output]);

        Ask(docker, null, null, host);
        Ask(docker, null, null, $"{host}.other");
        Ask(docker, null, "/opt/docker", host);
        Ask(docker, null, null, host, home: "/nowhere");
        var container = Ask(docker, "container", null, host);

        Assert.Multiple(() =>
        {
            Assert.That(docker.Calls, Has.Count.EqualTo(9));
            Assert.That(docker.Unexpected, Is.Empty);
            Assert.That(container.Driver, Is.EqualTo("docker-container"));
        });
    }

    [Test]
    public void The_questions_are_asked_side_by_side()
    {
        // Each question waits for the others; the time is only how long to wait before that counts as failed.
        using var all = new Barrier(2);
        var docker = new ScriptedDocker();
        foreach (var (question, answer) in Questions.Zip(Answers("engine28-containerd/answers").Reverse()))
        {
            docker.On(
                question,
                _ =>
                    all.SignalAndWait(TimeSpan.FromSeconds(30))
                        ? new DockerAnswer(answer.ExitCode, answer.Output, answer.Error)
                        : throw new TimeoutException("a question was asked alone")
            );
        }

        Assert.That(Probe(docker).Driver, Is.EqualTo("docker"));
    }

    [TestCase("engine20-unreachable")]
    [TestCase("engine28-unreachable")]
    public void An_engine_that_does_not_answer_is_a_problem_and_is_asked_again(string transcript)
    {
        var docker = Answering(transcript);
        Tell(docker, "engine28-containerd/answers");

        var problem = Assert.Throws<DockerLayerCacheException>(() => Probe(docker))!;
        var facts = Probe(docker);

        Assert.Multiple(() =>
        {
            Assert.That(
                problem.Message,
                Is.EqualTo(
                    $"DLC0302: the docker engine at {host} does not answer. Expected a running engine. Start it, "
                        + "or set DOCKER_HOST to one that runs. Docker says: Cannot connect to the Docker daemon at "
                        + "unix:///run/docker.sock. Is the docker daemon running?"
                )
            );
            Assert.That(facts.ServerVersion, Is.EqualTo("28.5.2+dfsg4"));
        });
    }

    [TestCase("podman says hello")]
    [TestCase("null")]
    [TestCase("[1]")]
    public void An_answer_that_is_no_object_is_no_answer(string info)
    {
        var docker = new ScriptedDocker().On(Questions[0]).On(Questions[1], info);

        Assert.That(
            Assert.Throws<DockerLayerCacheException>(() => Probe(docker))!.Message,
            Does.StartWith($"DLC0302: the docker engine at {host} does not answer. ")
                .And.EndWith($" Docker says: {info}")
        );
    }

    [Test]
    public void Podman_under_the_name_of_docker_is_no_engine()
    {
        var docker = new ScriptedDocker()
            .On(Questions[0])
            .On(Questions[1], """{"host":{"arch":"amd64","buildahVersion":"1.33.7"},"version":{"Version":"4.9.3"}}""");

        Assert.That(
            Assert.Throws<DockerLayerCacheException>(() => Probe(docker))!.Message,
            Does.StartWith("DLC0307: the command docker is Podman's")
        );
    }

    [Test]
    public void A_builder_that_is_created_later_is_asked_for()
    {
        using var home = new TemporaryFolder("home");
        var docker = Answering("engine28-containerd/answers");
        Tell(docker, "engine28-containerd/answers");

        Ask(docker, null, null, host, home: home.Path);
        home.Write(".docker/buildx/instances/ci", "{}");
        Ask(docker, null, null, host, home: home.Path);

        Assert.That(docker.Calls, Has.Count.EqualTo(3).And.Exactly(1).EqualTo(Questions[0]));
    }

    [Test]
    public void A_builder_that_does_not_exist_is_a_problem()
    {
        var docker = new ScriptedDocker();
        foreach (var answer in Answers("unknown-builder"))
        {
            docker.On(answer.Command, _ => new DockerAnswer(answer.ExitCode, answer.Output, answer.Error));
        }

        Assert.That(
            Assert.Throws<DockerLayerCacheException>(() => Ask(docker, "absent", null, host))!.Message,
            Is.EqualTo(
                "DLC0303: the buildx builder absent cannot be used. Expected a builder as 'docker buildx ls' lists "
                    + "them. Name another in Builder, or create it. Docker says: ERROR: no builder \"absent\" found"
            )
        );
    }

    [Test]
    public void A_builder_that_is_elsewhere_needs_no_engine()
    {
        var facts = Ask(Answering("remote-without-engine"), "far", null, host);

        Assert.Multiple(() =>
        {
            Assert.That(facts.Driver, Is.EqualTo("remote"));
            Assert.That(facts.CanExportCache);
            Assert.That($"{facts}", Is.EqualTo("no engine, buildx 0.29.1, remote driver"));
        });
    }

    [Test]
    public void Docker_before_23_leaves_the_version_out_where_no_engine_answers()
    {
        var docker = new ScriptedDocker()
            .On("docker buildx inspect far", "Driver: remote")
            .On(
                Questions[1],
                """{"ServerErrors":["Cannot connect to the Docker daemon"],"ClientInfo":{"Plugins":[{"Name":"buildx","Version":"v0.10.5"}]}}"""
            );

        Assert.That($"{Ask(docker, "far", null, host)}", Is.EqualTo("no engine, buildx 0.10.5, remote driver"));
    }

    private static EngineFacts Ask(
        ScriptedDocker docker,
        string? builder,
        string? toolPath,
        string host,
        Action? meanwhile = null,
        string? home = null
    ) =>
        EngineProbe.Facts(
            docker,
            builder,
            toolPath,
            new BuildxInstances(new FileSystem(), Environment(host, home)),
            Environment(host, home),
            meanwhile
        );

    // What is captured of buildx's own version is told by info as well.
    private static IEnumerable<Transcript> Answers(string transcript) =>
        Transcript.Of(transcript).Where(answer => answer.Command != "docker buildx version");

    private EngineFacts Probe(ScriptedDocker docker) => Ask(docker, null, null, host);

    private static ScriptedDocker Answering(string transcript) => Tell(new ScriptedDocker(), transcript);

    private static ScriptedDocker Tell(ScriptedDocker docker, string transcript)
    {
        foreach (var answer in Answers(transcript))
        {
            docker.On(answer.Command, _ => new DockerAnswer(answer.ExitCode, answer.Output, answer.Error));
        }

        return docker;
    }

    private static Func<string, string?> Environment(string host, string? home) =>
        name =>
            name is "DOCKER_HOST" ? host
            : name is "HOME" or "USERPROFILE" ? home
            : null;
}
