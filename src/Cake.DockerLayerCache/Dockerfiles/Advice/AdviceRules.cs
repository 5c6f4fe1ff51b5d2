namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>All there is to say of a Dockerfile, in the order of its lines.</summary>
internal static class AdviceRules
{
    private static readonly Func<AdviceSubject, IEnumerable<DockerAdvice>>[] All =
    [
        CopyBeforeInstall.In,
        VolatileValue.In,
        CacheMount.In,
        UnpinnedBase.In,
        SplitPackageLists.In,
        SecretValue.In,
        BroadContext.In,
        UnneededStage.In,
    ];

    public static IReadOnlyList<DockerAdvice> For(AdviceSubject subject) =>
        [
            .. All.SelectMany(rule => rule(subject))
                .OrderBy(advice => advice.Line)
                .ThenBy(advice => advice.Code, StringComparer.Ordinal),
        ];
}
