#addin nuget:?package=Cake.DockerLayerCache&version=1.0.0

var target = Argument("target", "Default");
var registry = Argument("registry", "docker.myrepo.com");
var tag = Argument("tag", "1.4.7");
var baseRegistry = Argument("base", "docker.io/library");

DockerBuildResult image = null;

Task("Build")
    .Does(() =>
    {
        image = DockerCachedBuild(
            new DockerCachedBuildSettings
            {
                Image = $"{registry}/awesome-image",
                Tags = new[] { "latest", tag },
                BuildArg = new[] { $"REGISTRY={baseRegistry}" },
            }
        );
    });

Task("Report")
    .IsDependentOn("Build")
    .Does(() =>
    {
        Information($"{image.Image}@{image.Digest}");
        Information($"{image.Stages.Sum(stage => stage.CachedSteps)} of {image.Stages.Sum(stage => stage.Steps)} steps were cached");
    });

Task("Default")
    .IsDependentOn("Report");

RunTarget(target);
