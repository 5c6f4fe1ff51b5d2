using Cake.Docker;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>Settings of Cake.Docker as those of a cached build: none is dropped in silence.</summary>
internal static class CarriedSettings
{
    public static T Of<T>(AutoToolSettings settings, Action<T>? more)
        where T : DockerCachedBuildSettings, new()
    {
        var target = new T { Push = false };
        var further = new List<FurtherOption>();
        foreach (var given in GivenSetting.In(settings))
        {
            further.AddRange(Carry(given, target, settings.GetType().Name));
        }

        if (target.Image is null)
        {
            throw CakeDockerProblems.NoTag();
        }

        more?.Invoke(target);
        // What is not pushed by the build stands in the engine's store, for the script to push; but not every store has room
        // for one of several platforms, which docker leaves where it was built.
        target.Load ??= target.Push is false ? !HasSeveral(target.Platform) : null;
        target.Companion = new CompanionTerms
        {
            Tool = context => new CakeDockerTool(context),
            Options = further,
            PushedByScript = target.Push is false,
        };
        return target;
    }

    /// <summary>The path as it is: Cake.Docker's callers may have put it in quotes, because it takes it for a word of a command.</summary>
    public static string Path(string path) => path is ['"', _, .., '"'] ? path[1..^1] : path;

    private static IEnumerable<FurtherOption> Carry(
        GivenSetting given,
        DockerCachedBuildSettings target,
        string settings
    )
    {
        switch (SettingUses.All.GetValueOrDefault(given.Name))
        {
            case SettingUse.Carried carried:
                carried.To(target, given);
                break;
            case SettingUse.Told told:
                return told.Options(given);
            case SettingUse.Refused refused when given.Texts is not [var text] || text != refused.Unless:
                throw CakeDockerProblems.Refused(given, refused.Because);
            case null when given.Texts is not ["false"]:
                throw CakeDockerProblems.Unknown(given, settings);
            default:
                break;
        }

        if (given.IsSecret)
        {
            var shown = given.Name is nameof(target.BuildArg) ? target.BuildArg ?? [] : given.Texts;
            target.Redact = [.. target.Redact ?? [], .. shown.Select(ValueOf).Where(value => value.Length > 0)];
        }

        return [];
    }

    private static bool HasSeveral(string[]? platforms) =>
        string.Join(',', platforms ?? []).Contains(',', StringComparison.Ordinal);

    private static string ValueOf(string text) => text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
