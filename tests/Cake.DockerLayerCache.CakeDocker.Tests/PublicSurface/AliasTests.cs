using Cake.Core;
using Cake.Docker;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.CakeDocker.Tests.PublicSurface;

/// <summary>The front door lets nothing in that is not there.</summary>
public sealed class AliasTests
{
    private static readonly ICakeContext Cake = CakeHost.Create(new RecordedLog(), Path.GetTempPath());

    private static readonly DockerImageBuildSettings Image = new();
    private static readonly DockerBuildXBuildSettings Buildx = new();

    private static IEnumerable<TestCaseData> CallsWithoutContext() =>
        [
            Call(() => CakeDockerCacheAliases.DockerCachedBuild(null!, Image), "one image"),
            Call(() => CakeDockerCacheAliases.DockerCachedBuild(null!, Buildx), "one image by buildx"),
            Call(() => CakeDockerCacheAliases.DockerMultiStageCachedBuild(null!, Image), "all stages"),
            Call(() => CakeDockerCacheAliases.DockerMultiStageCachedBuild(null!, Buildx), "all stages by buildx"),
            Call(() => CakeDockerCacheAliases.DockerPlanCachedBuild(null!, Image), "plan"),
            Call(() => CakeDockerCacheAliases.DockerPlanCachedBuild(null!, Buildx), "plan by buildx"),
            Call(() => CakeDockerCacheAliases.DockerPlanMultiStageCachedBuild(null!, Image), "plan of all stages"),
            Call(
                () => CakeDockerCacheAliases.DockerPlanMultiStageCachedBuild(null!, Buildx),
                "plan of all stages by buildx"
            ),
        ];

    private static IEnumerable<TestCaseData> CallsWithoutSettings() =>
        [
            Call(() => Cake.DockerCachedBuild((DockerImageBuildSettings)null!), "one image"),
            Call(() => Cake.DockerCachedBuild((DockerBuildXBuildSettings)null!), "one image by buildx"),
            Call(() => Cake.DockerMultiStageCachedBuild((DockerImageBuildSettings)null!), "all stages"),
            Call(() => Cake.DockerMultiStageCachedBuild((DockerBuildXBuildSettings)null!), "all stages by buildx"),
            Call(() => Cake.DockerPlanCachedBuild((DockerImageBuildSettings)null!), "plan"),
            Call(() => Cake.DockerPlanCachedBuild((DockerBuildXBuildSettings)null!), "plan by buildx"),
            Call(() => Cake.DockerPlanMultiStageCachedBuild((DockerImageBuildSettings)null!), "plan of all stages"),
            Call(
                () => Cake.DockerPlanMultiStageCachedBuild((DockerBuildXBuildSettings)null!),
                "plan of all stages by buildx"
            ),
        ];

    [TestCaseSource(nameof(CallsWithoutContext))]
    public void A_call_without_a_context_is_refused(Action call) =>
        Assert.That(Assert.Throws<ArgumentNullException>(call)!.ParamName, Is.EqualTo("context"));

    [TestCaseSource(nameof(CallsWithoutSettings))]
    public void A_call_without_settings_is_refused(Action call) =>
        Assert.That(Assert.Throws<ArgumentNullException>(call)!.ParamName, Is.EqualTo("settings"));

    private static TestCaseData Call(Func<object> call, string name) =>
        new((Action)(() => _ = call())) { TestName = $"{{m}}({name})" };
}
