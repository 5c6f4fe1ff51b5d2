using Cake.Core;
using Cake.Core.Annotations;
using Cake.Docker;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>
/// The builds of Cake.DockerLayerCache for the settings of Cake.Docker: a <c>DockerBuild(settings, path)</c> or
/// <c>DockerBuildXBuild(settings, path)</c> is cached by changing its name.
/// </summary>
/// <remarks>
/// Add <c>#addin</c> lines for Cake.DockerLayerCache, Cake.Docker and Cake.DockerLayerCache.CakeDocker to the script. What
/// becomes of each setting is listed in <c>docs/cake-docker.md</c>.
/// </remarks>
[CakeAliasCategory("Docker")]
public static partial class CakeDockerCacheAliases
{
    /// <summary>
    /// Builds one image from its own cache in the registry, leaves it in the engine's store for the script to push, as
    /// Cake.Docker's <c>DockerBuild</c> does, and leaves the next build its cache.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build failed; its code is listed in <c>docs/cake-docker.md</c> or
    /// <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerCachedBuild(new DockerImageBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7", "docker.myrepo.com/awesome-image:latest" },
    ///     BuildArg = new[] { "CONFIGURATION=Release" },
    /// }, "./service");
    /// DockerPush("docker.myrepo.com/awesome-image:1.4.7");
    /// DockerPush("docker.myrepo.com/awesome-image:latest");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerCachedBuild(
        this ICakeContext context,
        DockerImageBuildSettings settings,
        string path = ".",
        Action<DockerCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Run, context, settings, path, cache);

    /// <summary>
    /// Builds one image from its own cache in the registry as Cake.Docker's <c>DockerBuildXBuild</c> does, pushes it where
    /// <c>Push</c> says so, else leaves it in the engine's store, and leaves the next build its cache.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuildXBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build or a push failed; its code is listed in
    /// <c>docs/cake-docker.md</c> or <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerCachedBuild(new DockerBuildXBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7" },
    ///     Push = true,
    /// }, "./service", cache => cache.CacheImage = "docker.myrepo.com/cache/awesome-image");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerCachedBuild(
        this ICakeContext context,
        DockerBuildXBuildSettings settings,
        string path = ".",
        Action<DockerCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Run, context, settings, path, cache);

    /// <summary>
    /// The same as <c>DockerCachedBuild</c> for a Dockerfile of several stages: every stage that the target needs is
    /// cached.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build failed; its code is listed in <c>docs/cake-docker.md</c> or
    /// <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerMultiStageCachedBuild(new DockerImageBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7" },
    ///     Target = "runtime",
    /// }, "./service");
    /// DockerPush("docker.myrepo.com/awesome-image:1.4.7");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerMultiStageCachedBuild(
        this ICakeContext context,
        DockerImageBuildSettings settings,
        string path = ".",
        Action<DockerMultiStageCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Run, context, settings, path, cache);

    /// <summary>
    /// The same as <c>DockerCachedBuild</c> for a Dockerfile of several stages: every stage that the target needs is
    /// cached.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuildXBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>What stands where, what was reused, and how long it took.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done, or the build or a push failed; its code is listed in
    /// <c>docs/cake-docker.md</c> or <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// var image = DockerMultiStageCachedBuild(new DockerBuildXBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7" },
    ///     Push = true,
    /// }, "./service", cache => cache.Stages = new[] { "builder" });
    /// Information(image.Digest);
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildResult DockerMultiStageCachedBuild(
        this ICakeContext context,
        DockerBuildXBuildSettings settings,
        string path = ".",
        Action<DockerMultiStageCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Run, context, settings, path, cache);

    private static TResult Call<TResult, T>(
        Func<ICakeContext, DockerCachedBuildSettings, string, TResult> build,
        ICakeContext context,
        AutoToolSettings settings,
        string path,
        Action<T>? cache
    )
        where T : DockerCachedBuildSettings, new()
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        return build(context, CarriedSettings.Of(settings, cache), CarriedSettings.Path(path));
    }
}
