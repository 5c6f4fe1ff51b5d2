using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.DockerLayerCache;

/// <summary>
/// Docker builds that reuse the layers of the previous build on any machine, because the cache is kept in the
/// registry.
/// </summary>
/// <remarks>
/// Add <c>#addin nuget:?package=Cake.DockerLayerCache</c> to the script. Docker must be on PATH, its engine must
/// answer, and <c>docker login</c> must have been done for the registry.
/// </remarks>
[CakeAliasCategory("Docker")]
public static class DockerLayerCacheAliases
{
    /// <summary>Builds one image from its own cache in the registry, pushes it, and leaves the next build its cache.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">What to build, where to push it and how to cache it.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build or a push failed; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// var image = DockerCachedBuild(new DockerCachedBuildSettings
    /// {
    ///     Image = "docker.myrepo.com/awesome-image",
    ///     Tags = new[] { "latest", "1.4.7" },
    ///     BuildArg = new[] { "CONFIGURATION=Release" },
    /// });
    /// Information($"{image.Image}@{image.Digest}");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerCachedBuild(
        this ICakeContext context,
        DockerCachedBuildSettings settings,
        string path = "."
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        return CachedBuild.Run(context, settings, path);
    }

    /// <summary>
    /// Builds the working directory's image from its own cache in the registry, pushes it, and leaves the next build
    /// its cache.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="image">The image's repository, without a tag.</param>
    /// <param name="tags">The tags to push. Default: <c>latest</c>.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build or a push failed; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerCachedBuild("docker.myrepo.com/awesome-image", "latest", "1.4.7");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerCachedBuild(this ICakeContext context, string image, params string[] tags) =>
        DockerCachedBuild(context, new DockerCachedBuildSettings { Image = image, Tags = tags });

    /// <summary>
    /// Builds an image whose Dockerfile has several stages, with every stage the target needs cached in the registry.
    /// The stages are read from the Dockerfile.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">What to build, where to push it and how to cache it.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build or a push failed; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerMultiStageCachedBuild(new DockerMultiStageCachedBuildSettings
    /// {
    ///     Image = "docker.myrepo.com/awesome-image",
    ///     Tags = new[] { "latest", "1.4.7" },
    ///     Stages = new[] { "builder" }, // also published as awesome-image:builder
    /// }, "./service");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerMultiStageCachedBuild(
        this ICakeContext context,
        DockerMultiStageCachedBuildSettings settings,
        string path = "."
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        return CachedBuild.Run(context, settings, path);
    }

    /// <summary>
    /// Builds the working directory's image, whose Dockerfile has several stages, with every stage the target needs
    /// cached in the registry.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="image">The image's repository, without a tag.</param>
    /// <param name="tags">The tags to push. Default: <c>latest</c>.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build or a push failed; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerMultiStageCachedBuild("docker.myrepo.com/awesome-image", "latest", "1.4.7");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerMultiStageCachedBuild(
        this ICakeContext context,
        string image,
        params string[] tags
    ) => DockerMultiStageCachedBuild(context, new DockerMultiStageCachedBuildSettings { Image = image, Tags = tags });

    /// <summary>Shows what a build would do on this engine, as exact commands, without doing it.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">
    /// The settings of the build: <see cref="DockerMultiStageCachedBuildSettings"/> for one that caches every stage.
    /// </param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <returns>The strategy and its reason, the stages the target needs, and the commands.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// Information(DockerPlanCachedBuild(new DockerMultiStageCachedBuildSettings
    /// {
    ///     Image = "docker.myrepo.com/awesome-image",
    ///     Tags = new[] { "latest", "1.4.7" },
    /// }));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildPlan DockerPlanCachedBuild(
        this ICakeContext context,
        DockerCachedBuildSettings settings,
        string path = "."
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        return CachedBuild.Plan(context, settings, path);
    }

    /// <summary>Tells what in a Dockerfile makes a cached build slower than it need be, without building it.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="path">The build context, a folder with a Dockerfile. Default: the working directory.</param>
    /// <returns>The advice, in the order of the Dockerfile's lines; nothing where there is none to give.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// There is no Dockerfile, or docker would refuse it; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// foreach (var advice in DockerCacheAdvice("./service"))
    /// {
    ///     Warning($"{advice}");
    /// }
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static IReadOnlyList<DockerAdvice> DockerCacheAdvice(this ICakeContext context, string path = ".") =>
        DockerCacheAdvice(context, new DockerCachedBuildSettings(), path);

    /// <summary>
    /// Tells what in a Dockerfile makes a cached build with these settings slower than it need be, without building it.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">
    /// The settings of the build, of which <c>File</c>, <c>Target</c>, <c>Stages</c>, <c>BuildArg</c>,
    /// <c>BuildContext</c> and <c>Platform</c> count here.
    /// </param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <returns>The advice, in the order of the Dockerfile's lines; nothing where there is none to give.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// There is no Dockerfile, or docker would refuse it; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// var advice = DockerCacheAdvice(new DockerCachedBuildSettings { File = "service/Dockerfile", Target = "api" });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static IReadOnlyList<DockerAdvice> DockerCacheAdvice(
        this ICakeContext context,
        DockerCachedBuildSettings settings,
        string path = "."
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        return BuildInputs.Advice(context, settings, path);
    }
}
