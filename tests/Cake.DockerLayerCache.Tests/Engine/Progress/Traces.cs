using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Testing.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>Reads what a real build once showed, and says what was read.</summary>
internal static class Traces
{
    public static IProgressReader Reader(string bed, Action<string>? show = null)
    {
        show ??= _ => { };
        return bed switch
        {
            "engine20-legacy" => new LegacyProgress(show),
            "engine20-buildkit" => new PlainProgress(show),
            _ => new RawJsonProgress(show),
        };
    }

    public static Transcript Build(string bed, string scenario) => Transcript.Of($"{bed}/{scenario}").Single();

    public static BuildTrace Read(string bed, string scenario, Action<string>? show = null) =>
        Reader(bed, show).Read(Build(bed, scenario));

    public static BuildTrace Read(this IProgressReader reader, Transcript build)
    {
        foreach (var line in build.Output)
        {
            reader.Output(line);
        }

        foreach (var line in build.Error)
        {
            reader.Error(line);
        }

        return reader.Trace(build.ExitCode == 0);
    }

    /// <summary>A line for each step, in an order that does not depend on which came first.</summary>
    public static string Steps(this BuildTrace trace) =>
        string.Join(
            '\n',
            trace
                .Steps.OrderBy(step => step.Stage.Index ?? 0)
                .ThenBy(step => step.Stage.Name, StringComparer.Ordinal)
                .ThenBy(step => step.Number)
                .Select(Text)
        );

    private static string Text(TracedStep step)
    {
        var stage = step.Stage.Name ?? $"{step.Stage.Index}";
        var number = step.StepsOfStage is { } all ? $"{step.Number}/{all}" : $"{step.Number}";
        var became =
            step.Error is not null ? "failed"
            : step.Cached ? "cached"
            : "ran";
        return $"{stage} {number} {step.Instruction}: {became}";
    }
}
