using Cake.Core;
using Cake.Core.IO;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Advice;
using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache;

/// <summary>What a build reads of the machine: the Dockerfile, what the context is rid of, and the environment.</summary>
internal sealed class BuildInputs
{
    private readonly ICakeContext context;
    private readonly BuildContext place;

    public BuildInputs(
        ICakeContext context,
        DockerCachedBuildSettings settings,
        BuildContext place,
        BuildOptions options
    )
    {
        this.context = context;
        this.place = place;
        Dockerfile = Dockerfile.Parse(
            Read(place.Dockerfile),
            place.File ?? "Dockerfile",
            options.ForDockerfile(new DockerEnvironment(context, settings).Variable)
        );
    }

    public Dockerfile Dockerfile { get; }

    /// <summary>Advice on a Dockerfile that nobody builds just now.</summary>
    public static IReadOnlyList<DockerAdvice> Advice(
        ICakeContext context,
        DockerCachedBuildSettings settings,
        string path
    )
    {
        var shown = ShownText.For(context, settings, path);
        return shown.Guard(() => shown.Of(Given(context, settings, path)));
    }

    private static IReadOnlyList<DockerAdvice> Given(
        ICakeContext context,
        DockerCachedBuildSettings settings,
        string path
    )
    {
        var options = BuildOptions.From(settings);
        var located = BuildContext.Locate(path, settings, context.FileSystem, context.Environment.WorkingDirectory);
        var inputs = new BuildInputs(context, settings, located, options);
        var dockerfile = inputs.Dockerfile;
        var named = BuildRequest.NamedStages(settings).Select(dockerfile.Named);
        var needed = named.Append(dockerfile.Target(options.Target)).SelectMany(dockerfile.NeededBy);
        return AdviceRules.For(inputs.Subject(needed, isLegacy: false));
    }

    public AdviceSubject Subject(IEnumerable<Stage> needed, bool isLegacy) =>
        new(
            Dockerfile,
            [.. needed.Distinct().OrderBy(stage => stage.Index)],
            IgnoreRules(isLegacy),
            context.FileSystem.Exist(place.Folder.Combine(".git"))
                || context.FileSystem.Exist(place.Folder.CombineWithFilePath(".git")),
            isLegacy
        );

    /// <summary>Null where there are none. The legacy builder does not know the file beside the Dockerfile.</summary>
    private IgnoreRules? IgnoreRules(bool isLegacy)
    {
        var name = $"{place.File ?? "Dockerfile"}.dockerignore";
        var own = new FilePath($"{place.Dockerfile.FullPath}.dockerignore");
        var shared = place.Folder.CombineWithFilePath(Dockerfiles.Ignore.IgnoreRules.Shared);
        return !isLegacy && context.FileSystem.Exist(own) ? Dockerfiles.Ignore.IgnoreRules.Parse(Read(own), name)
            : context.FileSystem.Exist(shared)
                ? Dockerfiles.Ignore.IgnoreRules.Parse(Read(shared), Dockerfiles.Ignore.IgnoreRules.Shared)
            : null;
    }

    private string Read(FilePath path)
    {
        try
        {
            using var reader = new StreamReader(
                context.FileSystem.GetFile(path).Open(FileMode.Open, FileAccess.Read, FileShare.Read)
            );
            return reader.ReadToEnd();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw DockerfileProblems.Unreadable(path.FullPath, unreadable.Message);
        }
    }
}
