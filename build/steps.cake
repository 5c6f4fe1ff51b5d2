using System.Globalization;
using System.Text.RegularExpressions;

/// How many of a build's steps came from the cache; FROM is none.
public sealed record StepCount(int Cached, int All)
{
    public override string ToString() => $"{Cached} of {All} steps";
}

/// What the addin says of a build in its log.
public static class AddinLog
{
    /// The sum of its table of stages.
    public static StepCount Steps(IEnumerable<string> log)
    {
        var stages = log.Select(line => Regex.Match(line, @"^\S+ +(\d+) of (\d+)  "))
            .Where(match => match.Success)
            .Select(match => (Cached: Number(match.Groups[1]), All: Number(match.Groups[2])))
            .ToList();
        if (stages.Count == 0)
        {
            throw new CakeException("The addin's log has no table of stages.");
        }

        return new StepCount((int)stages.Sum(stage => stage.Cached), (int)stages.Sum(stage => stage.All));
    }

    public static double Seconds(IEnumerable<string> log) =>
        log.Select(line => Regex.Match(line, @" (?:built|from cache) in (?:(\d+) min )?([\d.]+) s"))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Success ? 60 * Number(match.Groups[1]) : 0) + Number(match.Groups[2]))
            .Last();

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);
}

/// What several docker builds say of their steps: a step counts once, as what it was when it came up first.
public sealed class DockerSteps
{
    private readonly Dictionary<string, bool> cachedByStep = [];

    public StepCount Count => new(cachedByStep.Values.Count(cached => cached), cachedByStep.Count);

    public void Read(IReadOnlyCollection<string> output)
    {
        foreach (var (step, cached) in BuildKit(output).Concat(Legacy(output)).ToList())
        {
            cachedByStep.TryAdd(step, cached);
        }
    }

    // "#8 [builder 3/5] WORKDIR /src", and later "#8 CACHED".
    private static IEnumerable<(string Step, bool Cached)> BuildKit(IReadOnlyCollection<string> output) =>
        output
            .Select(line => Regex.Match(line, @"^#(\d+) (\[(?:\S+ )?\d+/\d+\] (?!FROM ).*)"))
            .Where(match => match.Success)
            .Select(match => (match.Groups[2].Value, output.Contains($"#{match.Groups[1].Value} CACHED")))
            .Distinct();

    // "Step 3/7 : WORKDIR /src", and " ---> Using cache" in a line before the next one.
    private static IEnumerable<(string Step, bool Cached)> Legacy(IReadOnlyCollection<string> output)
    {
        string step = null;
        var cached = false;
        foreach (var line in output.SkipWhile(line => !Regex.IsMatch(line, "^Step .* : FROM ")).Append("Step end"))
        {
            if (line.StartsWith("Step "))
            {
                if (step is not null && !step.Contains(" : FROM "))
                {
                    yield return (step, cached);
                }

                (step, cached) = (Regex.Replace(line, "/[0-9]+ : ", " : "), false);
            }

            cached |= line == " ---> Using cache";
        }
    }
}
