namespace Cake.DockerLayerCache.References;

/// <summary>An option of docker's build command that no setting here is for.</summary>
/// <param name="setting">The name under which the user knows it.</param>
/// <param name="flag">The flag.</param>
/// <param name="value">Its value; null where it has none.</param>
/// <param name="heeded">Who heeds it; others take it and do nothing, or refuse it.</param>
internal sealed class FurtherOption(string setting, string flag, string? value, HeededBy heeded)
{
    public string Setting => setting;

    public string? Value => value;

    public string Flag => flag;

    public HeededBy Heeded => heeded;

    /// <summary>Whether it has steps run anew although there is a cache of them.</summary>
    public bool RunsAnew => Flag == "--no-cache-filter";

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
