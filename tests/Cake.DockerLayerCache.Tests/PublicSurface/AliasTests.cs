using Cake.Core;
using Moq;

namespace Cake.DockerLayerCache.Tests.PublicSurface;

/// <summary>The front door lets nothing in that is not there.</summary>
public sealed class AliasTests
{
    private static readonly ICakeContext Cake = new Mock<ICakeContext>(MockBehavior.Strict).Object;

    private static IEnumerable<TestCaseData> CallsWithoutContext() =>
        [
            Call(() => DockerLayerCacheAliases.DockerCachedBuild(null!, new DockerCachedBuildSettings()), "one image"),
            Call(() => DockerLayerCacheAliases.DockerCachedBuild(null!, "i", "1"), "one image by name"),
            Call(
                () =>
                    DockerLayerCacheAliases.DockerMultiStageCachedBuild(
                        null!,
                        new DockerMultiStageCachedBuildSettings()
                    ),
                "all stages"
            ),
            Call(() => DockerLayerCacheAliases.DockerMultiStageCachedBuild(null!, "i", "1"), "all stages by name"),
            Call(() => DockerLayerCacheAliases.DockerPlanCachedBuild(null!, new DockerCachedBuildSettings()), "plan"),
            Call(() => DockerLayerCacheAliases.DockerCacheAdvice(null!), "advice"),
            Call(
                () => DockerLayerCacheAliases.DockerCacheAdvice(null!, new DockerCachedBuildSettings()),
                "advice with settings"
            ),
        ];

    private static IEnumerable<TestCaseData> CallsWithoutSettings() =>
        [
            Call(() => Cake.DockerCachedBuild((DockerCachedBuildSettings)null!), "one image"),
            Call(() => Cake.DockerMultiStageCachedBuild((DockerMultiStageCachedBuildSettings)null!), "all stages"),
            Call(() => Cake.DockerPlanCachedBuild(null!), "plan"),
            Call(() => Cake.DockerCacheAdvice((DockerCachedBuildSettings)null!), "advice"),
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
