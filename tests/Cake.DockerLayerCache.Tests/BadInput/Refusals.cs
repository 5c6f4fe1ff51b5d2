using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.BadInput;

/// <summary>Calls that are refused, with proof of what docker was asked before.</summary>
internal static class Refusals
{
    public const string Image = "docker.myrepo.com/awesome-image";

    private const string Dockerfile = """
        FROM golang AS builder
        RUN go build
        FROM builder AS test
        FROM scratch AS Final
        COPY --from=builder /app /app
        """;

    private static readonly Setup NeverAsked = new("engine28-containerd/answers");

    /// <summary>The message of the refusal, before which no process was started, of building and of planning alike.</summary>
    public static string Refusal(
        DockerCachedBuildSettings settings,
        string? dockerfile = Dockerfile,
        string? path = "."
    )
    {
        var message = MessageOf(NeverAsked.Use(settings), dockerfile, path);
        Assert.That(NeverAsked.Docker.AllCalls, Is.Empty, "no process is started for what cannot be right");
        return message;
    }

    /// <summary>The message of a refusal for which docker was asked what it can do, and nothing else.</summary>
    public static string RefusalByEngine(Setup setup, DockerCachedBuildSettings settings)
    {
        var message = MessageOf(setup.Use(settings), Dockerfile, ".");
        Assert.That(setup.Docker.CallsBesideProbe, Is.Empty, "nothing is run that cannot come to an end");
        return message;
    }

    /// <summary>What is said of a value that no command line can carry, or no build can use.</summary>
    public static string Unusable(string setting, string seen, string expected) =>
        $"DLC0112: {setting} '{seen}' cannot be used. Expected {expected}. Correct or remove it.";

    private static string MessageOf(DockerCachedBuildSettings settings, string? dockerfile, string? path)
    {
        using var workspace = new Workspace();
        if (dockerfile is not null)
        {
            workspace.Write("Dockerfile", dockerfile);
        }

        var planning = Problem(() => workspace.Cake.DockerPlanCachedBuild(settings, path!));
        var building = Problem(() => Build(workspace, settings, path!));
        Assert.That(building.Message, Is.EqualTo(planning.Message));
        Assert.That(planning.Message, Does.StartWith($"{planning.Code}: "));
        return planning.Message.Replace(workspace.Path, "/work", StringComparison.Ordinal);
    }

    private static DockerLayerCacheException Problem(Action call) => Assert.Throws<DockerLayerCacheException>(call)!;

    private static void Build(Workspace workspace, DockerCachedBuildSettings settings, string path)
    {
        if (settings is DockerMultiStageCachedBuildSettings allStages)
        {
            workspace.Cake.DockerMultiStageCachedBuild(allStages, path);
        }
        else
        {
            workspace.Cake.DockerCachedBuild(settings, path);
        }
    }
}
