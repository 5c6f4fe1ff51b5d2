using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Adds to the record of what a build was made of what the build showed.</summary>
internal sealed class RecordOutcome(
    Dockerfile dockerfile,
    StepLines lines,
    IReadOnlyCollection<BuildTrace> traces,
    BuildRecord? before
)
{
    private const int LongestHistory = 50;

    public BuildRecord Of(BuildRecord inputs) =>
        inputs with
        {
            Images = Images(),
            Stages = inputs.Stages.ToDictionary(
                stage => stage.Key,
                stage => stage.Value with { Instructions = WithTimes(stage.Key, stage.Value.Instructions) },
                StringComparer.Ordinal
            ),
        };

    /// <summary>The same, with this build as the last of the history.</summary>
    public BuildRecord WithHistory(BuildRecord record, TimeSpan duration)
    {
        var steps = dockerfile.Stages.SelectMany(stage => lines.FirstSeen(stage, traces)).ToList();
        return record with
        {
            History =
            [
                .. (before?.History ?? []).TakeLast(LongestHistory - 1),
                new PastBuild(record.Made, duration, steps.Count, steps.Count(step => step.Cached)),
            ],
        };
    }

    private IReadOnlyList<InstructionRecord> WithTimes(string stageId, IReadOnlyList<InstructionRecord> instructions)
    {
        var stage = dockerfile.Stages.First(each => each.Id == stageId);
        var times = lines
            .FirstSeen(stage, traces)
            .Where(step => !step.Cached)
            .Select(step => (instruction: lines.InstructionOf(step), step.Duration))
            .ToList();
        var then = before?.Stages.GetValueOrDefault(stageId)?.Instructions ?? [];
        return
        [
            .. instructions.Select(
                (record, index) =>
                    record with
                    {
                        Lasted = times.Find(time => time.instruction == stage.Instructions[index])
                            is { instruction: not null } ran
                            ? ran.Duration
                            : then.FirstOrDefault(old => old.Text == record.Text)?.Lasted,
                    }
            ),
        ];
    }

    private Dictionary<string, string> Images()
    {
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = dockerfile
            .Stages.Where(stage => stage.BaseStage is null)
            .Select(stage => stage.Base)
            .Concat(dockerfile.Instructions.SelectMany(FromFlag.In).Select(from => from.Text))
            .ToLookup(ImageName.FamiliarReference, StringComparer.Ordinal);
        foreach (var found in traces.SelectMany(trace => trace.Bases))
        {
            foreach (var name in NamesOf(found))
            {
                images[name] = found.Identity;
            }
        }

        return images;

        IEnumerable<string> NamesOf(TracedBase found) =>
            found.Reference is { } reference ? named[ImageName.FamiliarReference(reference)]
            : dockerfile.Stages.ElementAtOrDefault(found.Stage ?? -1) is { BaseStage: null } stage ? [stage.Base]
            : [];
    }
}
