namespace Cake.DockerLayerCache.References;

/// <summary>An option of docker's build command that no setting here is for.</summary>
/// <param name="Setting">The name under which the user knows it.</param>
/// <param name="Flag">The flag.</param>
/// <param name="Value">Its value; null where it has none.</param>
/// <param name="Heeded">Who heeds it; others take it and do nothing, or refuse it.</param>
internal sealed record FurtherOption(string Setting, string Flag, string? Value, HeededBy Heeded)
{
    public IEnumerable<string> Arguments => Value is null ? [Flag] : [Flag, Value];
}

/// <summary>Which builders do what an option says.</summary>
internal enum HeededBy
{
    LegacyBuilder,

    Buildx,

    LegacyBuilderAndBuildx,

    /// <summary>The legacy builder; BuildKit does so without it.</summary>
    LegacyBuilderOthersNeedNone,
}
