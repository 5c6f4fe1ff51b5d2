using Cake.Core.IO;
using Cake.DockerLayerCache.References;
using static Cake.DockerLayerCache.CakeDocker.SettingUse;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>What becomes of each setting that Cake.Docker's two build commands have.</summary>
internal static class SettingUses
{
    private const string OwnFile =
        "one call may run several builds, and the file would be of one of them; the result has the Digest";
    private const string OwnOutput = "the addin reads docker's output itself; use Cake's verbosity";

    private static readonly Dictionary<string, SettingUse> CarriedOfBuild = new(StringComparer.Ordinal)
    {
        ["AddHost"] = new Carried((to, given) => to.AddHost = given.Texts),
        ["Annotation"] = new Carried((to, given) => to.Annotation = given.Texts),
        ["BuildArg"] = new Carried(
            (to, given) =>
            {
                // A proxy's address in docker's environment would be docker's too: on the command line, its value is masked.
                // One that docker has in its environment anyway is named alone.
                string[] secret =
                [
                    .. given.Texts.Where(text =>
                        given.IsSecret
                        && (text.Split('=', 2) is not [var name, _] || SecretArguments.MayHaveValue(name))
                    ),
                ];
                string[] plain = [.. given.Texts.Except(secret, StringComparer.Ordinal)];
                to.BuildArg = plain.Length == 0 ? null : plain;
                to.SecretBuildArg = secret.Length == 0 ? null : secret;
            }
        ),
        ["BuildContext"] = new Carried((to, given) => to.BuildContext = given.Texts),
        ["Builder"] = new Carried((to, given) => to.Builder = given.Texts[0]),
        ["CacheFrom"] = new Carried((to, given) => to.CacheFrom = given.Texts),
        ["CacheTo"] = new Carried((to, given) => to.CacheTo = given.Texts),
        ["File"] = new Carried((to, given) => to.File = given.Texts[0]),
        ["Label"] = new Carried((to, given) => to.Label = given.Texts),
        ["Load"] = new Carried((to, given) => to.Load = given.IsTrue ? true : null),
        ["Network"] = new Carried((to, given) => to.Network = given.Texts[0]),
        ["NoCache"] = new Carried((to, given) => to.NoCache = given.IsTrue),
        ["Platform"] = new Carried((to, given) => to.Platform = given.Texts),
        ["Pull"] = new Carried((to, given) => to.Pull = given.IsTrue),
        ["Push"] = new Carried((to, given) => to.Push = given.IsTrue),
        ["Secret"] = new Carried((to, given) => to.Secret = given.Texts),
        ["ShmSize"] = new Carried((to, given) => to.ShmSize = given.Texts[0]),
        ["Ssh"] = new Carried((to, given) => to.Ssh = given.Texts),
        ["Tag"] = new Carried((to, given) => (to.Image, to.Tags) = ImageTags.Of(given.Texts)),
        ["Target"] = new Carried((to, given) => to.Target = given.Texts[0]),
        ["Ulimit"] = new Carried((to, given) => to.Ulimit = given.Texts),
    };

    private static readonly Dictionary<string, SettingUse> CarriedOfProcess = new(StringComparer.Ordinal)
    {
        ["ArgumentCustomization"] = new Carried(
            (to, given) => to.ArgumentCustomization = (Func<ProcessArgumentBuilder, ProcessArgumentBuilder>)given.Value
        ),
        ["EnvironmentVariables"] = new Carried(
            (to, given) => to.EnvironmentVariables = (IDictionary<string, string>)given.Value
        ),
        ["NoWorkingDirectory"] = new Carried((to, given) => to.NoWorkingDirectory = given.IsTrue),
        ["SetupProcessSettings"] = new Carried(
            (to, given) => to.SetupProcessSettings = (Action<ProcessSettings>)given.Value
        ),
        ["ToolPath"] = new Carried((to, given) => to.ToolPath = (FilePath)given.Value),
        ["ToolTimeout"] = new Carried((to, given) => to.ToolTimeout = (TimeSpan)given.Value),
        ["WorkingDirectory"] = new Carried((to, given) => to.WorkingDirectory = (DirectoryPath)given.Value),
    };

    private static readonly Dictionary<string, SettingUse> ToldDocker = new(StringComparer.Ordinal)
    {
        ["Allow"] = Told.Each("--allow", HeededBy.Buildx),
        ["CgroupParent"] = Told.Each("--cgroup-parent", HeededBy.LegacyBuilderAndBuildx),
        ["Compress"] = Told.WhereTrue("--compress", HeededBy.LegacyBuilder),
        ["CpuPeriod"] = Told.Each("--cpu-period", HeededBy.LegacyBuilder),
        ["CpuQuota"] = Told.Each("--cpu-quota", HeededBy.LegacyBuilder),
        ["CpuShares"] = Told.Each("--cpu-shares", HeededBy.LegacyBuilder),
        ["CpusetCpus"] = Told.Each("--cpuset-cpus", HeededBy.LegacyBuilder),
        ["CpusetMems"] = Told.Each("--cpuset-mems", HeededBy.LegacyBuilder),
        ["ForceRm"] = Told.WhereTrue("--force-rm", HeededBy.LegacyBuilderOthersNeedNone),
        ["Isolation"] = Told.Each("--isolation", HeededBy.LegacyBuilder),
        ["Memory"] = Told.Each("--memory", HeededBy.LegacyBuilder),
        ["MemorySwap"] = Told.Each("--memory-swap", HeededBy.LegacyBuilder),
        ["NoCacheFilter"] = Told.Each("--no-cache-filter", HeededBy.Buildx),
        // What removes them is docker's default, and BuildKit has none to keep.
        ["Rm"] = new Told(given =>
            given.IsTrue ? [] : [new FurtherOption(given.Name, "--rm=false", null, HeededBy.LegacyBuilder)]
        ),
        ["SecurityOpt"] = Told.Each("--security-opt", HeededBy.LegacyBuilder),
    };

    private static readonly Dictionary<string, SettingUse> NotPossible = new(StringComparer.Ordinal)
    {
        // True is docker's default, and false what asks for something.
        ["DisableContentTrust"] = new Refused("base images are not verified by content trust here", Unless: "true"),
        ["HandleExitCode"] = new Refused(
            "one call runs many commands; catch DockerLayerCacheException, and see its Code"
        ),
        ["Iidfile"] = new Refused(OwnFile),
        ["MetadataFile"] = new Refused(OwnFile),
        ["Output"] = new Refused("the image goes to the registry (Push) or into the engine's store (Load)"),
        ["PostAction"] = new Refused("one call runs many commands; put it behind the call"),
        ["Progress"] = new Refused(OwnOutput),
        ["Quiet"] = new Refused(OwnOutput),
        ["Squash"] = new Refused("it melts the layers into one, and then there are none to reuse"),
        ["Stream"] = new Refused("docker has given it up; the builders since then send only files that changed"),
    };

    public static IReadOnlyDictionary<string, SettingUse> All { get; } =
        CarriedOfBuild
            .Concat(CarriedOfProcess)
            .Concat(ToldDocker)
            .Concat(NotPossible)
            .ToDictionary(StringComparer.Ordinal);
}
