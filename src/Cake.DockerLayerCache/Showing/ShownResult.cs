namespace Cake.DockerLayerCache.Showing;

/// <summary>What aliases return, every text of it as it may be shown.</summary>
internal static class ShownResult
{
    public static DockerBuildPlan Of(this ShownText shown, DockerBuildPlan plan) =>
        plan with
        {
            Reason = shown.Of(plan.Reason),
            Stages = shown.Of(plan.Stages),
            Commands = shown.Of(plan.Commands),
            Decisions = shown.Of(plan.Decisions),
        };

    public static DockerBuildResult Of(this ShownText shown, DockerBuildResult result) =>
        result with
        {
            Image = shown.Of(result.Image),
            Tags = shown.Of(result.Tags),
            Reason = shown.Of(result.Reason),
            Engine = shown.Of(result.Engine),
            Stages = [.. result.Stages.Select(stage => shown.Of(stage))],
            Warnings = shown.Of(result.Warnings),
            Advice = shown.Of(result.Advice),
            Decisions = shown.Of(result.Decisions),
            LeftAlone = shown.Of(result.LeftAlone),
            Caches = [.. result.Caches.Select(cache => cache with { Reference = shown.Of(cache.Reference) })],
        };

    public static DockerPromotion Of(this ShownText shown, DockerPromotion promotion) =>
        promotion with
        {
            Image = shown.Of(promotion.Image),
            Tags = shown.Of(promotion.Tags),
            LeftAlone = shown.Of(promotion.LeftAlone),
            Warnings = shown.Of(promotion.Warnings),
        };

    public static IReadOnlyList<DockerAdvice> Of(this ShownText shown, IReadOnlyList<DockerAdvice> advice) =>
        [
            .. advice.Select(each =>
                each with
                {
                    File = shown.Of(each.File),
                    Message = shown.Of(each.Message),
                    Suggestion = shown.Of(each.Suggestion),
                }
            ),
        ];

    private static DockerBuildStage Of(this ShownText shown, DockerBuildStage stage) =>
        stage with
        {
            Name = shown.Of(stage.Name),
            FirstMissedStep = stage.FirstMissedStep is { } first ? shown.Of(first) : null,
            Miss = stage.Miss is { } miss
                ? miss with
                {
                    Reason = shown.Of(miss.Reason),
                    Subjects = shown.Of(miss.Subjects),
                }
                : null,
            StepList = [.. stage.StepList.Select(step => shown.Of(step))],
            Needs = shown.Of(stage.Needs),
            Image = shown.Of(stage.Image),
        };

    private static DockerBuildStep Of(this ShownText shown, DockerBuildStep step) =>
        step with
        {
            Instruction = shown.Of(step.Instruction),
        };
}
