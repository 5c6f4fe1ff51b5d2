using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>The result as a few lines of the log.</summary>
internal static class LogReport
{
    public static void Write(ICakeLog log, DockerBuildResult result)
    {
        var width = result.Stages.Max(stage => stage.Name.Length);
        foreach (var stage in result.Stages)
        {
            log.Information("{0}  {1}", stage.Name.PadRight(width), Describe(stage));
        }

        foreach (var advice in result.Advice)
        {
            log.Verbose("{0}", advice);
        }

        log.Information(
            "{0}:{1} {2} in {3} s{4}",
            result.Image,
            string.Join(", ", result.Tags),
            result.FullyCached ? "from cache" : "built",
            Seconds(result.Duration),
            result.Digest is null ? "" : $", pushed as {result.Digest}"
        );
    }

    private static string Describe(DockerBuildStage stage) =>
        stage.FirstMissedStep is null
            ? $"{stage.CachedSteps} of {stage.Steps} steps cached"
            : $"{stage.CachedSteps} of {stage.Steps} steps cached, {Seconds(stage.Duration)} s; first run: {stage.FirstMissedStep}";

    private static string Seconds(TimeSpan duration) =>
        duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
