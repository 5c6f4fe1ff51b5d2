using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.DockerLayerCache;
using Cake.Frosting;

return new CakeHost().UseContext<BuildContext>().Run(args);

public sealed class BuildContext(ICakeContext context) : FrostingContext(context)
{
    public string Repository { get; } = $"{context.Argument("registry", "docker.myrepo.com")}/awesome-image";

    public string BaseRegistry { get; } = context.Argument("base", "docker.io/library");

    public DockerBuildResult? Image { get; set; }
}

[TaskName("Image")]
public sealed class ImageTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        var image = context.DockerMultiStageCachedBuild(
            new DockerMultiStageCachedBuildSettings
            {
                Image = context.Repository,
                Tags = ["latest", "1.4.7"],
                BuildArg = [$"REGISTRY={context.BaseRegistry}"],
            },
            "../go-service"
        );
        foreach (var stage in image.Stages)
        {
            context.Information($"{stage.Name}: {stage.CachedSteps} of {stage.Steps} steps were cached");
        }

        context.Image = image;
    }
}

[TaskName("SmokeTest")]
[IsDependentOn(typeof(ImageTask))]
public sealed class SmokeTestTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        var image = context.Image!;
        var reference = image.Digest is null ? $"{image.Image}:{image.Tags[0]}" : $"{image.Image}@{image.Digest}";
        var exitCode = context.StartProcess("docker", $"run --rm {reference} -version");
        if (exitCode != 0)
        {
            throw new CakeException($"The image {reference} does not run: exit code {exitCode}.");
        }
    }
}

[TaskName("Default")]
[IsDependentOn(typeof(SmokeTestTask))]
public sealed class DefaultTask : FrostingTask;
