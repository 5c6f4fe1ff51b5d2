#addin nuget:?package=Cake.DockerLayerCache&version=1.0.0

var target = Argument("target", "Default");
var registry = Argument("registry", "docker.myrepo.com");
var tag = Argument("tag", "1.4.7");
var baseRegistry = Argument("base", "docker.io/library");

DockerBuildResult image = null;

Task("Build")
    .Does(() =>
    {
        image = DockerMultiStageCachedBuild(
            new DockerMultiStageCachedBuildSettings
            {
                Image = $"{registry}/awesome-image",
                Tags = new[] { "latest", tag },
                BuildArg = new[] { $"REGISTRY={baseRegistry}", "GO_VERSION=1.19" },
            }
        );
    });

Task("Report")
    .IsDependentOn("Build")
    .Does(() =>
    {
        Information($"{image.Image}@{image.Digest}");
        foreach (var stage in image.Stages)
        {
            Information($"{stage.Name}: {stage.CachedSteps} of {stage.Steps} steps were cached");
        }
    });

Task("Default")
    .IsDependentOn("Report");

RunTarget(target);
