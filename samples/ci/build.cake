#addin nuget:?package=Cake.DockerLayerCache&version=1.0.0

var target = Argument("target", "Default");
var registry = Argument("registry", EnvironmentVariable("REGISTRY") ?? "docker.myrepo.com");
var baseRegistry = Argument("base", "docker.io/library");

// The version to release, such as 1.4.7 or v1.4.7: the CI service's configuration sets it for a tag.
var release = Argument("release", EnvironmentVariable("RELEASE"));

DockerBuildResult image = null;

// One image for each commit. Whose cache is read and written, and whether anything is pushed, follows from the CI run.
Task("Build")
    .Does(() =>
    {
        image = DockerMultiStageCachedBuild(
            new DockerMultiStageCachedBuildSettings
            {
                Image = $"{registry}/greeting",
                Tags = DockerReleaseTags(
                    null,
                    new DockerReleaseTagSettings { Branch = true, Commit = true, Fallback = "local" }
                ),
                Version = string.IsNullOrEmpty(release) ? null : release,
                Stages = new[] { "tests" }, // the unit tests run in it, and are cached like any other step
                BuildArg = new[] { $"REGISTRY={baseRegistry}" },
            }
        );
        DockerBuildReport(image);
    });

// The very image that was built. One that was not pushed, for a pull request from a fork, is in the local store.
Task("Test")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var reference = image.Digest is null ? $"{image.Image}:{image.Tags[0]}" : $"{image.Image}@{image.Digest}";
        var exitCode = StartProcess("docker", $"run --rm {reference} python greeting.py Ada");
        if (exitCode != 0)
        {
            throw new CakeException($"The image {reference} does not run: exit code {exitCode}.");
        }
    });

// Nothing is built again: what was tested is what is released, under the same digest.
Task("Release")
    .IsDependentOn("Test")
    .WithCriteria(!string.IsNullOrEmpty(release), "there is no version to release")
    .Does(() =>
    {
        var promotion = DockerPromote($"{image.Image}@{image.Digest}", DockerReleaseTags(release));
        Information($"Released {promotion.Image}:{string.Join(", ", promotion.Tags)}");
    });

Task("Default")
    .IsDependentOn("Release");

RunTarget(target);
