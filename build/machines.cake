#load "endings.cake"
#load "homes.cake"
#load "processes.cake"

/// What the demo builds on: a Docker engine, and on loopback a registry with the base images.
public abstract class DemoMachine : IDisposable
{
    // By one of these a CI service is known. The demo is nobody's run, and shows the same wherever it is run.
    private static readonly string[] OfCi =
    [
        "APPVEYOR", "bamboo_buildNumber", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_COMMIT", "BITRISE_BUILD_URL", "BUILDKITE",
        "BuildRunner", "CI", "CIRCLECI", "CIRRUS_CI", "CI_SERVER", "CODEBUILD_BUILD_ID", "ContinuaCI.Version", "DRONE",
        "GITHUB_ACTIONS", "GITLAB_CI", "GO_SERVER_URL", "JENKINS_URL", "SEMAPHORE", "TEAMCITY_VERSION", "TF_BUILD", "TRAVIS",
    ];

    private readonly Ending ending;

    protected DemoMachine(ICakeContext context)
    {
        Shell = new Shell(context);
        ending = new Ending(TakeDown);
    }

    /// A private engine wherever there can be one, so that the user's stays as it is.
    public static DemoMachine Start(ICakeContext context, string engine)
    {
        foreach (var name in OfCi)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        if (engine == "docker")
        {
            return new UsersDocker(context);
        }

        var bed = PrivateBed.TryStart(context, engine, out var reason);
        if (bed is not null)
        {
            return bed;
        }

        return engine == "" && UsersDocker.Answers(context)
            ? new UsersDocker(context)
            : throw new CakeException(
                "The demo has no Docker engine: run it as root on Debian, where it sets up its own, or start Docker. "
                    + $"What kept it from its own: {reason}");
    }

    public Shell Shell { get; }

    /// The engine, for people.
    public abstract string Engine { get; }

    /// What the figures are to be read with.
    public abstract string Conditions { get; }

    /// Host and port.
    public abstract string Registry { get; }

    /// Where the base images of the samples come from.
    public abstract string BaseImages { get; }

    /// No image, no layer, no build cache, as a CI machine starts.
    public abstract void MakeFresh();

    public void Dispose() => ending.Dispose();

    protected abstract void TakeDown();

    protected CommandResult Must(string command, string arguments, bool quiet = false)
    {
        ending.ThrowIfOver();
        var result = quiet ? Shell.RunQuietly(command, arguments) : Shell.Run(command, arguments);
        return result.ExitCode == 0
            ? result
            : throw new CakeException(
                $"{command} {arguments}: exit code {result.ExitCode}. {result.Lines.LastOrDefault()}");
    }
}

/// An engine and a registry of tests/engines, in a home of the demo's own.
public sealed class PrivateBed : DemoMachine
{
    private const string Script = "tests/engines/bed";
    private const int CannotBeHad = 3;

    // The most modern first, one of each suite the engines come from.
    private static readonly string[] Beds = ["engine28-containerd", "engine26-containerd", "engine20-buildkit"];

    private readonly string bed;

    private PrivateBed(ICakeContext context, string bed)
        : base(context)
    {
        this.bed = bed;
        try
        {
            var up = Shell.Run(Script, $"up {bed}");
            if (up.ExitCode != 0)
            {
                var reason = up.Lines.LastOrDefault();
                throw up.ExitCode == CannotBeHad
                    ? new NoBedException(reason)
                    : new CakeException($"The engine did not start. {reason}");
            }

            Registry = Must(Script, "registry wipe").Output.Trim();
            Must("tests/engines/base-images", $"{Registry} golang:1.19 python:3.11-slim");
            Engine = Must(Script, "list", quiet: true)
                .Lines.Select(line => line.Split(' ', 3))
                .First(line => line[0] == bed)[2];
            Enter();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public static DemoMachine TryStart(ICakeContext context, string asked, out string reason)
    {
        reason = "a private engine needs Linux";
        if (!context.IsRunningOnLinux())
        {
            return null;
        }

        UseOwnHome();
        foreach (var bed in asked == "" ? Beds : [asked])
        {
            try
            {
                return new PrivateBed(context, bed);
            }
            catch (NoBedException error)
            {
                reason = error.Message;
            }
        }

        return null;
    }

    public override string Engine { get; }

    public override string Conditions => "each build on a machine made fresh: no image, no layer, no build cache";

    public override string Registry { get; }

    public override string BaseImages => Registry;

    public override void MakeFresh() => Must(Script, $"wipe {bed}");

    protected override void TakeDown() => Must(Script, "down");

    // Tests may be using the other beds of this checkout meanwhile.
    private static void UseOwnHome()
    {
        foreach (var (variable, folder) in BedHomes.Of("demo"))
        {
            Environment.SetEnvironmentVariable(variable, folder);
        }
    }

    // This process and all it starts from here on see the bed's engine, and no Docker setting of the user's own.
    private void Enter()
    {
        var inside = Must(Script, $"run {bed} env -0", quiet: true)
            .Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Except(inside.Keys))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        foreach (var (name, value) in inside)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private sealed class NoBedException(string reason) : Exception(reason);
}

/// The engine that `docker` meets. It is the user's: nothing in it is removed but what the demo itself brought.
public sealed class UsersDocker : DemoMachine
{
    private const string RegistryImage = "registry:2";

    private readonly bool registryImageWasThere;
    private readonly string container;

    public UsersDocker(ICakeContext context)
        : base(context)
    {
        Engine = "your own, " + Must("docker", "version --format {{.Server.Version}}", quiet: true).Output;
        // Another builder in use would not reach the registry, nor see the engine's images.
        Environment.SetEnvironmentVariable(
            "BUILDX_BUILDER",
            Must("docker", "context inspect --format {{.Name}}", quiet: true).Output);
        registryImageWasThere = Shell.RunQuietly("docker", $"image inspect {RegistryImage}").ExitCode == 0;
        container = Must("docker", $"run --detach --publish 127.0.0.1::5000 {RegistryImage}").Output.Split('\n').Last();
        try
        {
            Registry = Must("docker", $"port {container} 5000", quiet: true).Output.Split('\n').First();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public static bool Answers(ICakeContext context)
    {
        var shell = new Shell(context);
        return shell.Has("docker") && shell.RunQuietly("docker", "version").ExitCode == 0;
    }

    public override string Engine { get; }

    public override string Conditions =>
        "NOT fresh machines: your engine keeps the layers of each build for the next, whoever does it";

    public override string Registry { get; }

    public override string BaseImages => "docker.io/library";

    public override void MakeFresh()
    {
        // Where a later image took the tag, the digest is left.
        const string name = "{{.Repository}}{{if eq .Tag `<none>`}}@{{.Digest}}{{else}}:{{.Tag}}{{end}}";
        var images = Must("docker", $"image ls --digests --format \"{name}\" {Registry}/*/*", quiet: true).Output;
        if (images != "")
        {
            Must("docker", $"image rm {string.Join(' ', images.Split('\n').Distinct())}", quiet: true);
        }
    }

    protected override void TakeDown()
    {
        if (container is null)
        {
            return;
        }

        try
        {
            MakeFresh();
        }
        finally
        {
            Must("docker", $"rm --force --volumes {container}", quiet: true);
            if (!registryImageWasThere)
            {
                Must("docker", $"image rm {RegistryImage}", quiet: true);
            }
        }
    }
}
