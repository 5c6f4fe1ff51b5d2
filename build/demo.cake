#load "machines.cake"
#load "steps.cake"

/// One of samples/, and what people type for a Dockerfile of its shape.
public sealed record Sample(string Name, string Shape, Func<string, string, IEnumerable<string>> Recipe)
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        new("python-app", "one stage", SingleStage),
        new("go-service", "two stages", MultiStage),
    ];

    public string Folder => $"samples/{Name}";

    private static IEnumerable<string> SingleStage(string image, string build) =>
    [
        $"docker pull {image}:latest",
        $"{build} --cache-from {image}:latest --tag {image}:latest --tag {image}:1.4.7",
        $"docker push {image}:latest",
        $"docker push {image}:1.4.7",
    ];

    private static IEnumerable<string> MultiStage(string image, string build) =>
    [
        $"docker pull {image}:builder",
        $"{build} --target builder --cache-from {image}:builder --tag {image}:builder",
        $"{build} --cache-from {image}:builder --tag {image}:latest --tag {image}:1.4.7",
        $"docker push {image}:builder",
        $"docker push {image}:latest",
        $"docker push {image}:1.4.7",
    ];
}

/// What a build took, and how much of it came from the cache.
public sealed record Figure(double Seconds, StepCount Steps);

/// The sample's own script, with the addin out of artifacts/feed.
public static class Addin
{
    public static Figure Build(DemoMachine machine, Sample sample)
    {
        machine.MakeFresh();
        var run = machine.Shell.Run(
            "dotnet",
            $"cake {sample.Folder}/build.cake --registry={machine.Registry}/{sample.Name} --base={machine.BaseImages}");
        if (run.ExitCode != 0)
        {
            throw new CakeException($"{sample.Folder}/build.cake failed; its output is above.");
        }

        return new Figure(AddinLog.Seconds(run.Lines), AddinLog.Steps(run.Lines));
    }
}

/// The recipe without the addin: the time of its docker commands.
public static class HandTyped
{
    public static Figure Build(DemoMachine machine, Sample sample)
    {
        machine.MakeFresh();
        var steps = new DockerSteps();
        var seconds = 0.0;
        foreach (var command in sample.Recipe(
            $"{machine.Registry}/by-hand/{sample.Name}",
            $"docker build {sample.Folder} --build-arg REGISTRY={machine.BaseImages}"))
        {
            Console.Write($"$ {command}");
            var run = machine.Shell.RunQuietly("docker", command["docker ".Length..]);
            Console.WriteLine(FormattableString.Invariant($"  # {run.Duration.TotalSeconds:0.0} s"));
            // Nothing is there to be pulled before the very first build.
            if (run.ExitCode != 0 && !command.StartsWith("docker pull"))
            {
                throw new CakeException($"{command}: exit code {run.ExitCode}\n{string.Join('\n', run.Lines)}");
            }

            steps.Read(run.Lines);
            seconds += run.Duration.TotalSeconds;
        }

        return new Figure(seconds, steps.Count);
    }
}

/// The demo's last words.
public sealed class DemoTable(DemoMachine machine)
{
    private readonly List<(Sample Sample, string Title, Figure Figure)> rows = [];

    public void Add(Sample sample, string title, Func<DemoMachine, Sample, Figure> build)
    {
        Console.WriteLine($"\n{sample.Name}: {title}");
        rows.Add((sample, title, build(machine, sample)));
    }

    public override string ToString() =>
        string.Join('\n', rows.GroupBy(row => row.Sample).SelectMany(Part))
        + $"\n\nEngine: {machine.Engine}; {machine.Conditions}.";

    private static IEnumerable<string> Part(IGrouping<Sample, (Sample, string Title, Figure Figure)> part)
    {
        var second = part.ElementAt(1).Figure.Seconds;
        var heading = $"{part.Key.Name}, {part.Key.Shape}";
        return part
            .Select(row => (row.Title, row.Figure.Seconds, Ratio: row.Figure.Seconds / second, row.Figure.Steps))
            .Select(row => FormattableString.Invariant(
                $"  {row.Title,-40}{row.Seconds,7:0.0}{row.Ratio,11:0.0} x   {row.Steps}"))
            .Prepend($"\n{heading,-42}seconds    vs second   cached");
    }
}
