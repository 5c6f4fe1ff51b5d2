using System.Diagnostics;
using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>Reads the legacy builder: <c>Step 3/9 : RUN …</c>, <c> ---&gt; Using cache</c>, <c> ---&gt; 1a2b3c4d5e6f</c>.</summary>
internal sealed class LegacyProgress(Action<string> show) : IProgressReader
{
    private const string Arrow = " ---> ";

    private readonly List<TracedStep> steps = [];
    private readonly Dictionary<int, string> stageImages = [];
    private readonly MessageTail messages = new();
    private readonly List<TracedBase> bases = [];
    private readonly List<TracedSpan> spans = [];
    private readonly DateTimeOffset started = DateTimeOffset.UtcNow;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan begun;
    private bool inFrom;
    private TracedStep? current;
    private int stage = -1;
    private int numberInStage;
    private int number;
    private int? total;
    private bool justBegun;

    public IReadOnlyList<string> Messages => messages.Lines;

    public IReadOnlyList<string> Running =>
        current is null && !inFrom
            ? []
            :
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Step {number}/{total}: {(clock.Elapsed - begun).TotalSeconds:0} s"
                ),
            ];

    public void Output(string line)
    {
        show(line);
        if (StepText(line) is { } instruction)
        {
            Begin(instruction);
        }
        // A step's output may end without an end of line, and then its image follows in the same one.
        else if (stage >= 0 && line.LastIndexOf(Arrow, StringComparison.Ordinal) is var at and >= 0)
        {
            Note(line[(at + Arrow.Length)..]);
            justBegun = false;
        }
    }

    public void Error(string line)
    {
        show(line);
        messages.Add(line);
    }

    public BuildTrace Trace(bool succeeded)
    {
        var stepRuns = current is { Cached: false };
        End(succeeded ? null : string.Join('\n', messages.Lines));
        return new BuildTrace(steps, [])
        {
            StepRuns = stepRuns,
            StageImages = stageImages,
            Bases = bases,
            Spans = spans,
        };
    }

    // A step's own output may look like a step, as that of a build inside a build does.
    private string? StepText(string line)
    {
        if (!line.StartsWith("Step ", StringComparison.Ordinal))
        {
            return null;
        }

        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        if (
            colon < 5
            || line[5..colon].Split('/') is not [var step, var steps]
            || !int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var next)
            || !int.TryParse(steps, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
            || next <= number
            || all != (total ?? all)
        )
        {
            return null;
        }

        (number, total) = (next, all);
        return line[(colon + 3)..];
    }

    private void Begin(string instruction)
    {
        End(error: null);
        justBegun = true;
        begun = clock.Elapsed;
        inFrom = false;
        if (instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase))
        {
            stage++;
            numberInStage = 0;
            inFrom = true;
        }
        else if (stage >= 0)
        {
            current = new TracedStep(
                new StageKey(null, stage),
                numberInStage++,
                null,
                instruction,
                Cached: false,
                TimeSpan.Zero,
                Error: null
            );
        }
    }

    private void Note(string text)
    {
        if (text == "Using cache" && justBegun)
        {
            current = current is null ? null : current with { Cached = true };
        }
        else if (text.Length > 0 && text.All(char.IsAsciiHexDigit))
        {
            stageImages[stage] = text;
            if (inFrom)
            {
                bases.Add(new TracedBase(Reference: null, stage, text));
                EndFrom();
            }
        }
    }

    // What stands behind FROM has been pulled, where it had to be.
    private void EndFrom()
    {
        spans.Add(Span(TracedWork.Pulling));
        inFrom = false;
    }

    private void End(string? error)
    {
        if (current is not null)
        {
            steps.Add(
                current with
                {
                    Error = error,
                    Duration = current.Cached ? TimeSpan.Zero : clock.Elapsed - begun,
                    Began = current.Cached ? null : begun,
                }
            );
            if (!current.Cached)
            {
                spans.Add(Span(TracedWork.Building));
            }
        }

        current = null;
    }

    private TracedSpan Span(TracedWork work) => new(work, started + begun, started + clock.Elapsed);
}
