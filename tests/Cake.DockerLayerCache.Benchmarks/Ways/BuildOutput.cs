using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>A step as a build showed it; FROM is none.</summary>
internal sealed record ShownStep(string Instruction, bool Reused);

/// <summary>What a build showed, read from its text without the addin's help, since this is what judges the addin.</summary>
internal sealed record BuildOutput(IReadOnlyList<ShownStep> Steps, IReadOnlyList<string> StageImages)
{
    private static readonly Regex BuildKitStep = Pattern(
        @"^(?<number>(\S+ )?#\d+) \[(\S+ )?\d+/\d+\] (?<instruction>.*)"
    );
    private static readonly Regex BuildKitReuse = Pattern(
        @"^(?<number>(\S+ )?#\d+) (CACHED|sha256:[0-9a-f]+ |extracting )"
    );
    private static readonly Regex LegacyStep = Pattern(@"^Step \d+/\d+ : (?<instruction>.*)");
    private static readonly Regex LegacyImage = Pattern("^ ---> (?<id>[0-9a-f]{12})$");

    public static BuildOutput Read(IReadOnlyList<string> lines) =>
        lines.Any(line => LegacyStep.IsMatch(line)) ? Legacy(lines) : new BuildOutput([.. BuildKit(lines)], []);

    // "#8 [builder 3/5] WORKDIR /src", and later "#8 CACHED" or the layers that are fetched for a reused step. The
    // addin puts the stage's name in front where it builds one.
    private static IEnumerable<ShownStep> BuildKit(IReadOnlyList<string> lines)
    {
        var reused = lines
            .Select(line => BuildKitReuse.Match(line).Groups["number"].Value)
            .ToHashSet(StringComparer.Ordinal);
        return lines
            .Select(line => BuildKitStep.Match(line))
            .Where(step => step.Success && !IsFrom(step.Groups["instruction"].Value))
            .DistinctBy(step => step.Groups["number"].Value, StringComparer.Ordinal)
            .Select(step => new ShownStep(
                step.Groups["instruction"].Value,
                reused.Contains(step.Groups["number"].Value)
            ));
    }

    // "Step 3/7 : WORKDIR /src", then " ---> Using cache" where it is, and " ---> 1a2b3c4d5e6f", its image.
    private static BuildOutput Legacy(IReadOnlyList<string> lines)
    {
        List<ShownStep> steps = [];
        List<string> stageImages = [];
        foreach (var line in lines)
        {
            if (LegacyStep.Match(line) is { Success: true } step)
            {
                steps.Add(new ShownStep(step.Groups["instruction"].Value, Reused: false));
                if (IsFrom(steps[^1].Instruction))
                {
                    // No image is shown for "scratch".
                    stageImages.Add("");
                }
            }
            else if (line == " ---> Using cache")
            {
                steps[^1] = steps[^1] with { Reused = true };
            }
            else if (LegacyImage.Match(line) is { Success: true } image && stageImages.Count > 0)
            {
                stageImages[^1] = image.Groups["id"].Value;
            }
        }

        return new BuildOutput(steps, stageImages);
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    private static bool IsFrom(string instruction) => instruction.StartsWith("FROM ", StringComparison.Ordinal);
}
