#:sdk Cake.Sdk@7.0.0
#:package Cake.DockerLayerCache@1.0.0

var target = Argument("target", "Default");
var registry = Argument("registry", "docker.myrepo.com");
var baseRegistry = Argument("base", "docker.io/library");

DockerBuildResult? image = null;

Task("Image")
    .Does(() =>
    {
        image = DockerMultiStageCachedBuild(
            new DockerMultiStageCachedBuildSettings
            {
                Image = $"{registry}/awesome-image",
                Tags = ["latest", "1.4.7"],
                BuildArg = [$"REGISTRY={baseRegistry}"],
            },
            "../go-service"
        );
        foreach (var stage in image.Stages)
        {
            Information($"{stage.Name}: {stage.CachedSteps} of {stage.Steps} steps were cached");
        }
    });

Task("SmokeTest")
    .IsDependentOn("Image")
    .Does(() =>
    {
        var reference = image!.Digest is null ? $"{image.Image}:{image.Tags[0]}" : $"{image.Image}@{image.Digest}";
        var exitCode = StartProcess("docker", $"run --rm {reference} -version");
        if (exitCode != 0)
        {
            throw new CakeException($"The image {reference} does not run: exit code {exitCode}.");
        }
    });

Task("Default").IsDependentOn("SmokeTest");

RunTarget(target);
