namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>Says what must not be in a registry after a build, by the registry's own words.</summary>
internal sealed class FaultVerdict(Registry registry, FaultedBuild build, FaultRule rule)
{
    // What passes by itself, and came once, of three attempts.
    private static readonly FaultKind[] Passing =
    [
        FaultKind.TooManyRequests,
        FaultKind.TooManyRequestsRetryAfter,
        FaultKind.InternalError,
        FaultKind.BadGateway,
        FaultKind.ServiceUnavailable,
    ];

    private readonly WholeImage image = new(registry, build.Repository);

    public IEnumerable<string> Of(FaultedAttempt attempt) =>
        attempt.Result is { } result ? OfSuccess(result)
        : attempt.Failure is DockerLayerCacheException coded
            ? [.. OfFailure(coded.Message), .. Untrue(coded), .. Unsurvived()]
        : [$"thrown was {attempt.Failure!.GetType().Name}, which has no code", .. OfFailure("")];

    private IEnumerable<string> OfSuccess(DockerBuildResult result) =>
        build.Tags.SelectMany<string, string>(tag =>
            image.Problems(tag) is { Count: > 0 } problems ? problems
            : Content(tag) != build.Expected ? [$"{tag} is another build's: {Content(tag)}"]
            : registry.Digest(build.Repository, tag) is var digest && digest != result.Digest
                ? [$"{tag} is {digest}, and the result says {result.Digest ?? "nothing"}"]
            : []
        );

    private List<string> OfFailure(string message)
    {
        // A registry may have stored what came damaged to it: the error has to say so.
        var tags = registry.Tags(build.Repository).Where(tag => !IsTold(tag)).ToList();
        var broken = tags.SelectMany(image.Problems).ToList();
        if (broken.Count > 0)
        {
            return broken;
        }

        var contents = tags.Where(build.Tags.Contains).ToDictionary(tag => tag, Content, StringComparer.Ordinal);
        var strange = contents
            .Where(content => content.Value != build.Expected && content.Value != build.Earlier)
            .Select(content => $"{content.Key} is of no build: {content.Value}");
        return IsNew("latest") && !IsNew("1.4.7") && !IsTold("1.4.7")
            ? [.. strange, "latest has moved, and 1.4.7 is not in place"]
            : [.. strange];

        bool IsTold(string tag) => message.Contains($"{build.Repository}:{tag} is sha256:", StringComparison.Ordinal);

        bool IsNew(string tag) => contents.GetValueOrDefault(tag) == build.Expected;
    }

    private IEnumerable<string> Unsurvived() =>
        rule.Count == 1 && Passing.Contains(rule.Kind) ? [$"one {rule.Kind} has failed the build"] : [];

    // The registry has done what was asked, and nobody was told (docs/reliability.md).
    private bool IsAnswerLost => rule.Kind == FaultKind.ResetAfterBody;

    /// <summary>What the error says of the tags, and is not so.</summary>
    private IEnumerable<string> Untrue(DockerLayerCacheException failure)
    {
        if (ToldState.Of(failure.Message, build.Repository) is not { } told)
        {
            return failure.Code is "DLC0402" or "DLC0409" ? ["the error does not tell what is in place"] : [];
        }

        return
        [
            .. told.InPlace.Where(tag => !IsThere(tag)).Select(tag => $"{tag} is told to be in place, and is not"),
            .. told
                .NotInPlace.Where(tag => !IsAnswerLost && IsThere(tag))
                .Select(tag => $"{tag} is told not to be in place, and is"),
            .. build
                .Tags.Except([.. told.InPlace, .. told.NotInPlace, .. told.Unknown], StringComparer.Ordinal)
                .Select(tag => $"the error says nothing of {tag}"),
        ];

        bool IsThere(string tag) => image.Problems(tag).Count == 0 && Content(tag) == build.Expected;
    }

    private string Content(string tag)
    {
        try
        {
            return registry.File(build.Repository, tag, "result");
        }
        catch (Exception failure) when (failure is FileNotFoundException or InvalidDataException)
        {
            return $"nothing: {failure.Message}";
        }
    }
}
