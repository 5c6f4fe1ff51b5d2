using Cake.Core;
using Cake.Core.Annotations;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Releases;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Showing;

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

    /// <summary>
    /// Writes the report of a build: as a page for a browser, as JSON, as Markdown, and as the CI service's own summary
    /// where it has one.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="result">What a build has returned.</param>
    /// <returns>The files that were written, in <c>docker-build-report-USER</c> in the system's temporary folder.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// A file cannot be written; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerBuildReport(DockerMultiStageCachedBuild("docker.myrepo.com/awesome-image", "latest", "1.4.7"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildReportFiles DockerBuildReport(this ICakeContext context, DockerBuildResult result) =>
        DockerBuildReport(context, result, new DockerBuildReportSettings());

    /// <summary>Writes the report of a build where the settings say, and gives later CI steps its outputs.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="result">What a build has returned.</param>
    /// <param name="settings">Where the report is written, and in which forms.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// The name is none, or a file cannot be written; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// var image = DockerMultiStageCachedBuild("docker.myrepo.com/awesome-image", "latest", "1.4.7");
    /// var report = DockerBuildReport(image, new DockerBuildReportSettings { Directory = "./artifacts", Outputs = true });
    /// Information(report.Html);
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerBuildReportFiles DockerBuildReport(
        this ICakeContext context,
        DockerBuildResult result,
        DockerBuildReportSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(settings);
        var shown = ShownText.For(context, settings);
        return shown.Guard(() => new ReportFiles(context, result, settings, shown).Write());
    }

    /// <summary>Gives the tags of a release: <c>1.4.7</c>, <c>1.4</c>, <c>1</c> and <c>latest</c>.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="version">
    /// The version, <c>MAJOR.MINOR.PATCH</c>, with or without a leading <c>v</c>. A prerelease such as
    /// <c>2.0.0-rc.1</c> gets only itself.
    /// </param>
    /// <returns>The tags, for <c>Tags</c> of a build or for <c>DockerPromote</c>.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// The version is none; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerMultiStageCachedBuild(new DockerMultiStageCachedBuildSettings
    /// {
    ///     Image = "docker.myrepo.com/awesome-image",
    ///     Version = "1.4.7",
    ///     Tags = DockerReleaseTags("1.4.7"),
    /// });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static string[] DockerReleaseTags(this ICakeContext context, string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return DockerReleaseTags(context, version, new DockerReleaseTagSettings());
    }

    /// <summary>Gives the tags of a release and of what the CI run builds.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="version">The version; null where there is none, and only the CI run's tags are wanted.</param>
    /// <param name="settings">Which tags there are to be.</param>
    /// <returns>The tags, for <c>Tags</c> of a build or for <c>DockerPromote</c>.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// The version is none, two tags are the same, or there is no tag; its code is listed in <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// var tags = DockerReleaseTags("1.4.7", new DockerReleaseTagSettings { Prefix = "v", Branch = true, Commit = true });
    /// Information(string.Join(", ", tags)); // v1.4.7, v1.4, v1, latest, main, sha-1a2b3c4
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static string[] DockerReleaseTags(
        this ICakeContext context,
        string? version,
        DockerReleaseTagSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        return ShownText
            .For(context, settings, version)
            .Guard<string[]>(() =>
                [.. ReleaseTags.For(version, settings, CiReading.Facts(context, settings.DefaultBranch))]
            );
    }

    /// <summary>
    /// Gives an image that was pushed and tested its release tags, inside the registry: nothing is built, with buildx
    /// 0.16 or newer no layer is moved, and the digest stays the same.
    /// </summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="source">The image, with a tag or a digest.</param>
    /// <param name="tags">
    /// The tags it is to get. <c>latest</c> and partial versions that stand for a newer version are left alone.
    /// </param>
    /// <returns>The tags that were given and those that were left alone, and the digest.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// The image is not there, a push was refused, or the digest is another one; its code is listed in
    /// <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerPromote("docker.myrepo.com/awesome-image:sha-1a2b3c4", DockerReleaseTags("1.4.7"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerPromotion DockerPromote(this ICakeContext context, string source, params string[] tags) =>
        DockerPromote(context, new DockerPromoteSettings(), source, tags);

    /// <summary>Gives an image that was pushed and tested its release tags, inside the registry.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="settings">How to promote it.</param>
    /// <param name="source">The image, with a tag or a digest.</param>
    /// <param name="tags">
    /// The tags it is to get. <c>latest</c> and partial versions that stand for a newer version are left alone.
    /// </param>
    /// <returns>The tags that were given and those that were left alone, and the digest.</returns>
    /// <exception cref="DockerLayerCacheException">
    /// The image is not there, a push was refused, or the digest is another one; its code is listed in
    /// <c>docs/errors.md</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// DockerPromote(
    ///     new DockerPromoteSettings { Image = "docker.myrepo.com/released-image" },
    ///     "docker.myrepo.com/awesome-image:sha-1a2b3c4",
    ///     DockerReleaseTags("1.4.7"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static DockerPromotion DockerPromote(
        this ICakeContext context,
        DockerPromoteSettings settings,
        string source,
        params string[] tags
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(tags);
        return Promotion.Run(context, settings, source, tags);
    }
}
