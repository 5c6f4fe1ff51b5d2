#addin nuget:?package=Cake.DockerLayerCache&version=1.0.0

var target = Argument("target", "Default");
var registry = Argument("registry", EnvironmentVariable("REGISTRY") ?? "docker.myrepo.com");
var baseRegistry = Argument("base", "mcr.microsoft.com");
var repository = $"{registry}/greeting";

DockerBuildResult image = null;

// What Git knows of the commit: its short name and, where a tag such as v1.4.7 is on it, the version to release.
public record Commit(string Name, string Version);

Setup(context =>
{
    // The newest version, v1.4.7 and not v1.4.7-rc.1 where both are there: Git has that only where it is told of the hyphen.
    var tag = Git(
            "-c", "versionsort.suffix=-", "tag", "--points-at", "HEAD", "--list", "v[0-9]*", "--sort=version:refname")
        .LastOrDefault();
    var commit = new Commit(Git("rev-parse", "--short=7", "HEAD").Single(), tag?.TrimStart('v'));
    Information($"Commit {commit.Name}, {(commit.Version is null ? "no version" : $"version {commit.Version}")}");
    return commit;
});

Task("Test")
    .Description("Runs the unit tests.")
    .Does(() => DotNetTest("./tests/Greeting.Tests"));

Task("Image")
    .Description("Builds the image of this commit and pushes it.")
    .IsDependentOn("Test")
    .Does<Commit>(commit =>
    {
        image = DockerMultiStageCachedBuild(
            new DockerMultiStageCachedBuildSettings
            {
                Image = repository,
                Tags = new[] { commit.Name },
                Version = commit.Version,
                BuildArg = new[] { $"REGISTRY={baseRegistry}" },
            }
        );
        DockerBuildReport(image);
    })
    .ReportError(error => Error("Of this commit nothing can be tested or released."));

Task("SmokeTest")
    .Description("Runs the image of this commit, whichever run has built it.")
    .IsDependentOn("Image")
    .Does<Commit>(commit =>
    {
        var said = Run("docker", "run", "--rm", Reference(commit), "Ada");
        if (said.LastOrDefault() != "Hello, Ada!")
        {
            throw new CakeException($"The image {Reference(commit)} said: {string.Join(" ", said)}");
        }
    });

Task("Release")
    .Description("Gives the image of a tagged commit its release tags; nothing is built again.")
    .IsDependentOn("SmokeTest")
    .WithCriteria<Commit>((context, commit) => commit.Version is not null, "no version is tagged")
    .Does<Commit>(commit =>
    {
        var promotion = DockerPromote(Reference(commit), DockerReleaseTags(commit.Version));
        Information($"Released {promotion.Image}:{string.Join(", ", promotion.Tags)}");
    });

Task("Default")
    .IsDependentOn("Release");

RunTarget(target);

// The very image that was built, which is in the local store where it was not pushed; in a run of a single task, the one
// that has the commit's tag.
string Reference(Commit commit) =>
    image is null ? $"{repository}:{commit.Name}"
    : image.Digest is null ? $"{image.Image}:{image.Tags[0]}"
    : $"{image.Image}@{image.Digest}";

IReadOnlyList<string> Git(params string[] arguments) => Run("git", arguments);

IReadOnlyList<string> Run(string tool, params string[] arguments)
{
    var settings = new ProcessSettings { Arguments = new ProcessArgumentBuilder(), RedirectStandardOutput = true };
    foreach (var argument in arguments)
    {
        settings.Arguments.AppendQuoted(argument);
    }

    var exitCode = StartProcess(tool, settings, out var output);
    return exitCode == 0 ? output.ToList() : throw new CakeException($"{tool} {arguments[0]}: exit code {exitCode}.");
}
