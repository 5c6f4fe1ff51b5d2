using System.Diagnostics.CodeAnalysis;
using Cake.Core.Tooling;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache;

/// <summary>
/// What to build, where to push it and how to cache it. Options that docker has too are named after its flags, as
/// in Cake.Docker, so that a settings block moves over unchanged.
/// </summary>
/// <remarks>
/// What <see cref="ToolSettings"/> brings counts for every docker command that is run:
/// <see cref="ToolSettings.ToolPath"/>, <see cref="ToolSettings.WorkingDirectory"/>,
/// <see cref="ToolSettings.EnvironmentVariables"/> (for instance <c>DOCKER_HOST</c>) and
/// <see cref="ToolSettings.ToolTimeout"/>. <see cref="ToolSettings.ArgumentCustomization"/> applies to the build
/// commands only; <see cref="ToolSettings.HandleExitCode"/> and <see cref="ToolSettings.PostAction"/> are not used.
/// </remarks>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
public class DockerCachedBuildSettings : ToolSettings
{
    /// <summary>
    /// The image's repository without a tag, for example <c>docker.myrepo.com/awesome-image</c>. Required.
    /// </summary>
    public string? Image { get; set; }

    /// <summary>
    /// The tags to build and push. Default: <c>latest</c>. Whatever their order here, tags that move between
    /// versions (<c>1.4</c>, <c>1</c>, then <c>latest</c>) are pushed last.
    /// </summary>
    public string[]? Tags { get; set; }

    /// <summary>
    /// The Dockerfile (<c>--file</c>), from the working directory. Default: <c>Dockerfile</c> in the build context.
    /// </summary>
    public string? File { get; set; }

    /// <summary>The stage to build, by name or number (<c>--target</c>). Default: the last one.</summary>
    public string? Target { get; set; }

    /// <summary>
    /// Build arguments (<c>--build-arg</c>), as <c>NAME=value</c>, or <c>NAME</c> to take the value from the
    /// environment. Not for secrets: see <see cref="Secret"/> and <see cref="SecretBuildArg"/>.
    /// </summary>
    public string[]? BuildArg { get; set; }

    /// <summary>
    /// Build arguments whose values are secret, as <c>NAME=value</c>, or <c>NAME</c> to take the value from the
    /// environment. Docker is given the name on its command line and the value in its environment, and the value is
    /// shown nowhere. The image's history may hold it all the same: <see cref="Secret"/> is better where the Dockerfile
    /// allows it. A name that docker and its helpers read themselves has no value here, because they would push with it.
    /// </summary>
    public string[]? SecretBuildArg { get; set; }

    /// <summary>
    /// Further values that are never to be shown, of four characters or more. Where one turns up in the log, a plan, a
    /// result, a report or an exception, <c>***</c> stands instead. Those behind <see cref="Secret"/> and
    /// <see cref="SecretBuildArg"/>, keys of a cache's account, and credentials in URLs need not be named here.
    /// </summary>
    public string[]? Redact { get; set; }

    /// <summary>Named build contexts (<c>--build-context</c>), as <c>name=path</c>. Needs buildx.</summary>
    public string[]? BuildContext { get; set; }

    /// <summary>Labels of the image (<c>--label</c>), as <c>name=value</c>.</summary>
    public string[]? Label { get; set; }

    /// <summary>
    /// Annotations of the image's manifest (<c>--annotation</c>), as <c>name=value</c>. Need
    /// <see cref="DockerBuildStrategy.Export"/>.
    /// </summary>
    public string[]? Annotation { get; set; }

    /// <summary>
    /// The version that is built, for example <c>1.4.7</c>. It gives the image the standard labels
    /// <c>org.opencontainers.image.version</c>, <c>revision</c> and <c>source</c> as the CI service says them, and
    /// <c>created</c> (now, or the time in <c>SOURCE_DATE_EPOCH</c>), one of the addin's own with image and version
    /// (<c>cake.dockerlayercache.release</c>), and the same as annotations where the builder can.
    /// No step's cache depends on them. And tags that move between versions (<c>1.4</c>, <c>1</c>, <c>latest</c>) are
    /// left alone where they stand for an image that was built with a newer <c>Version</c>. Default: none of that.
    /// </summary>
    public string? Version { get; set; }

    /// <summary>
    /// The network of RUN steps (<c>--network</c>): <c>default</c>, <c>none</c> or <c>host</c>. Default: docker's own.
    /// </summary>
    public string? Network { get; set; }

    /// <summary>
    /// Reuse nothing (<c>--no-cache</c>). The cache for the next build is written all the same. Default: false.
    /// </summary>
    public bool NoCache { get; set; }

    /// <summary>Look for newer base images (<c>--pull</c>). Default: false.</summary>
    public bool Pull { get; set; }

    /// <summary>
    /// The platforms to build for (<c>--platform</c>), for example <c>linux/amd64</c>. Default: the engine's own.
    /// More than one needs <see cref="DockerBuildStrategy.Export"/>.
    /// </summary>
    public string[]? Platform { get; set; }

    /// <summary>Extra hosts for RUN steps (<c>--add-host</c>), as <c>name:address</c>.</summary>
    public string[]? AddHost { get; set; }

    /// <summary>
    /// Secrets for RUN steps (<c>--secret</c>), as <c>id=name,src=file</c> or <c>id=name,env=VARIABLE</c>; the value
    /// itself never stands here. Needs BuildKit.
    /// </summary>
    public string[]? Secret { get; set; }

    /// <summary>SSH agents or keys for RUN steps (<c>--ssh</c>), for example <c>default</c>. Needs BuildKit.</summary>
    public string[]? Ssh { get; set; }

    /// <summary>
    /// Limits of RUN steps (<c>--ulimit</c>), for example <c>nofile=1024:2048</c>. The BuildKit in engines before 23.0 does not
    /// heed them: an error there.
    /// </summary>
    public string[]? Ulimit { get; set; }

    /// <summary>
    /// The size of <c>/dev/shm</c> in RUN steps (<c>--shm-size</c>), for example <c>128m</c>. Default: docker's own. The BuildKit in
    /// engines before 23.0 does not heed it: an error there.
    /// </summary>
    public string? ShmSize { get; set; }

    /// <summary>
    /// The provenance attestation (<c>--provenance</c>), for example <c>mode=max</c>. Default: none, so that an
    /// unchanged build keeps its digest. Needs <see cref="DockerBuildStrategy.Export"/>.
    /// </summary>
    public string? Provenance { get; set; }

    /// <summary>
    /// The SBOM attestation (<c>--sbom</c>), for example <c>true</c>. Default: none. Needs
    /// <see cref="DockerBuildStrategy.Export"/>.
    /// </summary>
    public string? Sbom { get; set; }

    /// <summary>The buildx builder to use (<c>--builder</c>). Default: the one that is selected.</summary>
    public string? Builder { get; set; }

    /// <summary>
    /// How to cache. Default: <see cref="DockerBuildStrategy.Auto"/>. Naming one that the engine cannot do is an
    /// error, <c>DLC0304</c>.
    /// </summary>
    public DockerBuildStrategy Strategy { get; set; }

    /// <summary>
    /// Further cache sources (<c>--cache-from</c>) besides the image's own: image references or, with buildx,
    /// <c>type=…,key=value</c>. One that cannot be read is a warning.
    /// </summary>
    public string[]? CacheFrom { get; set; }

    /// <summary>
    /// The repository that holds the cache, without a tag. Default: <see cref="Image"/>, so that the cache stands
    /// beside the image.
    /// </summary>
    public string? CacheImage { get; set; }

    /// <summary>
    /// Where the cache is exported to, and read from, instead of the registry beside the image (<c>--cache-to</c>):
    /// <c>type=…,key=value</c> of a type that BuildKit knows (<c>registry</c>, <c>local</c>, <c>gha</c>, <c>s3</c>,
    /// <c>azblob</c>, <c>inline</c>), or an image reference. Default: in the registry, beside the image. Needs
    /// <see cref="DockerBuildStrategy.Export"/>. Branches get a suffix as everywhere: in the tag, gha's <c>scope</c>, or
    /// s3's and azblob's <c>name</c>. A <c>local</c> folder has none, because a CI service saves one for each branch; it
    /// is replaced by each build, so that it does not grow for ever, and has to be empty or a cache before.
    /// </summary>
    public string[]? CacheTo { get; set; }

    /// <summary>
    /// Whose cache this run writes, and reads first: the name of a branch, its full ref (<c>refs/heads/main</c>), or any
    /// other name. Default: what the CI service says is built, <c>pr-12</c> for a pull request; outside CI that of the
    /// default branch. The default branch's caches have plain tags, any other's end with <c>--name</c>. So does
    /// <c>latest</c>, where the CI service does not say that another branch or a pull request is built: then it ends with
    /// the name of that.
    /// </summary>
    public string? CacheScope { get; set; }

    /// <summary>
    /// The branch that has the shared cache, which every run reads, by its name or its full ref. Default: what the CI
    /// service says, and <c>main</c> where it does not.
    /// </summary>
    public string? DefaultBranch { get; set; }

    /// <summary>
    /// Leave a cache for the next build. Default: whenever the image is pushed, except for a pull request from a fork,
    /// for a run of which the CI service does not say whose code it builds, and for a tag.
    /// </summary>
    public bool? CacheWrite { get; set; }

    /// <summary>
    /// Push the image. Default: true, except for a pull request from a fork and for a run of which the CI service does
    /// not say whose code it builds. With false, and <see cref="CacheWrite"/> not set, nothing is written to any
    /// registry; caches are still read.
    /// </summary>
    public bool? Push { get; set; }

    /// <summary>
    /// Put the image into the engine's local store. Default: only when the image is not pushed, because moving
    /// the layers there is often the slowest part. Where only the CI run keeps an image of several platforms from being
    /// pushed, it is loaded with true alone, and one with <see cref="Provenance"/> or <see cref="Sbom"/> without these
    /// where the store cannot hold them. (Engines that build in their own store have it there anyway.)
    /// </summary>
    public bool? Load { get; set; }

    /// <summary>
    /// How often a docker command is run at most, the first time included, where it fails by what can pass by itself: a
    /// registry that throttles (429) or fails (5xx), a connection that breaks, a timeout. A failed build step, a refused
    /// login or a missing image is never tried again. Default: 4; 1 for no second attempt.
    /// </summary>
    public int? Attempts { get; set; }

    /// <summary>
    /// How long after a command's first failure it may be tried again. The pauses double from about a second on; a
    /// registry's <c>retry-after</c> is kept where docker shows it. Default: 2 minutes.
    /// </summary>
    public TimeSpan? RetryBudget { get; set; }

    /// <summary>
    /// How long the whole call may take; then docker's commands are stopped, and the call fails with <c>DLC0407</c>.
    /// (<see cref="ToolSettings.ToolTimeout"/> is for each docker command.) Default: no limit.
    /// </summary>
    public TimeSpan? CallTimeout { get; set; }

    internal CompanionTerms? Companion { get; set; }
}
