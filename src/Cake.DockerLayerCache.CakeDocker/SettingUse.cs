using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>What becomes of one of Cake.Docker's settings.</summary>
internal abstract record SettingUse
{
    /// <summary>It is one of the addin's settings.</summary>
    public sealed record Carried(Action<DockerCachedBuildSettings, GivenSetting> To) : SettingUse;

    /// <summary>It is told docker, where the builder heeds it; elsewhere it is refused as <c>DLC0305</c>.</summary>
    public sealed record Told(Func<GivenSetting, IEnumerable<FurtherOption>> Options) : SettingUse
    {
        public static Told Each(string flag, HeededBy heeded) =>
            new(given => given.Texts.Select(text => new FurtherOption(given.Name, flag, text, heeded)));

        public static Told WhereTrue(string flag, HeededBy heeded) =>
            new(given => given.IsTrue ? [new FurtherOption(given.Name, flag, null, heeded)] : []);
    }

    /// <summary>It is refused, because of this; a switch only where it has the value that says something.</summary>
    public sealed record Refused(string Because, string Unless = "false") : SettingUse;
}
