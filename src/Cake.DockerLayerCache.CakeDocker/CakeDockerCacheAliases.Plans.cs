using Cake.Core;
using Cake.Core.Annotations;
using Cake.Docker;

namespace Cake.DockerLayerCache.CakeDocker;

// Cake.Docker's settings are those of either build, so that here, as of the builds, it is the name that tells them apart.
public static partial class CakeDockerCacheAliases
{
    /// <summary>
    /// Shows what <c>DockerCachedBuild</c> would do with the same arguments on this engine, as exact commands, without
    /// doing it.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>The strategy and its reason, the stages the target needs, and the commands.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done; its code is listed in <c>docs/cake-docker.md</c> or <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// Information(DockerPlanCachedBuild(new DockerImageBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7", "docker.myrepo.com/awesome-image:latest" },
    ///     BuildArg = new[] { "CONFIGURATION=Release" },
    /// }, "./service"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildPlan DockerPlanCachedBuild(
        this ICakeContext context,
        DockerImageBuildSettings settings,
        string path = ".",
        Action<DockerCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Plan, context, settings, path, cache);

    /// <summary>
    /// Shows what <c>DockerCachedBuild</c> would do with the same arguments on this engine, as exact commands, without
    /// doing it.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuildXBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>The strategy and its reason, the stages the target needs, and the commands.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done; its code is listed in <c>docs/cake-docker.md</c> or <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// Information(DockerPlanCachedBuild(new DockerBuildXBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7" },
    ///     Push = true,
    /// }, "./service", cache => cache.CacheImage = "docker.myrepo.com/cache/awesome-image"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildPlan DockerPlanCachedBuild(
        this ICakeContext context,
        DockerBuildXBuildSettings settings,
        string path = ".",
        Action<DockerCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Plan, context, settings, path, cache);

    /// <summary>
    /// Shows what <c>DockerMultiStageCachedBuild</c> would do with the same arguments on this engine, as exact commands,
    /// without doing it.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>The strategy and its reason, the stages the target needs, and the commands.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done; its code is listed in <c>docs/cake-docker.md</c> or <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// var plan = DockerPlanMultiStageCachedBuild(new DockerImageBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7" },
    ///     Target = "runtime",
    /// }, "./service");
    /// Information($"{plan.Strategy}, because {plan.Reason}");
    /// foreach (var command in plan.Commands)
    /// {
    ///     Information(command);
    /// }
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildPlan DockerPlanMultiStageCachedBuild(
        this ICakeContext context,
        DockerImageBuildSettings settings,
        string path = ".",
        Action<DockerMultiStageCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Plan, context, settings, path, cache);

    /// <summary>
    /// Shows what <c>DockerMultiStageCachedBuild</c> would do with the same arguments on this engine, as exact commands,
    /// without doing it.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">The settings of <c>DockerBuildXBuild</c>. Each is carried over or refused by its name.</param>
    /// <param name="path">The build context, a folder. Default: the working directory.</param>
    /// <param name="cache">Sets what Cake.Docker has no setting for, after its settings. Default: nothing.</param>
    /// <returns>The strategy and its reason, the stages the target needs, and the commands.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// Something asked for cannot be done; its code is listed in <c>docs/cake-docker.md</c> or <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// Information(DockerPlanMultiStageCachedBuild(new DockerBuildXBuildSettings
    /// {
    ///     Tag = new[] { "docker.myrepo.com/awesome-image:1.4.7" },
    ///     Push = true,
    /// }, "./service", cache => cache.Stages = new[] { "builder" }));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildPlan DockerPlanMultiStageCachedBuild(
        this ICakeContext context,
        DockerBuildXBuildSettings settings,
        string path = ".",
        Action<DockerMultiStageCachedBuildSettings>? cache = null
    ) => Call(CachedBuild.Plan, context, settings, path, cache);
}
