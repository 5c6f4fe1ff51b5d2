using System.Globalization;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.Soak;

/// <summary>What the command line asks for.</summary>
internal sealed record SoakOptions
{
    public const string Usage = """
        matrix [--kinds=KIND,...] [--targets=TARGET,...] [--counts=1,always] [--beds=NAME,...]
               [--output=FILE] [--from=N] [--runs=N]
        soak [--seed=N] [--beds=NAME,...] [--output=FILE] [--from=N] [--runs=N]

        matrix   every kind of fault at every target on every bed, once and always
        soak     runs drawn from seeds: --seed is the first run's, each next one's is one more; the beds take turns
        --from   the number of the first run, from 0: to go on where an earlier call has ended
        --runs   how many runs at most
        """;

    private static readonly string[] Beds =
    [
        "engine20-legacy",
        "engine20-buildkit",
        "engine26-graph",
        "engine28-containerd",
    ];

    public bool IsMatrix { get; private init; }

    public IReadOnlyList<string> BedNames { get; private init; } = Beds;

    /// <summary>What the matrix is made of.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; private init; } = Enum.GetValues<FaultKind>();

    public IReadOnlyList<FaultTarget> Targets { get; private init; } = Enum.GetValues<FaultTarget>();

    public IReadOnlyList<int> Counts { get; private init; } = [1, FaultRule.Always];

    public string? Output { get; private init; }

    public int From { get; private init; }

    public int Runs { get; private init; } = int.MaxValue;

    public int Seed { get; private init; } = 1;

    public static SoakOptions Parse(string[] arguments)
    {
        if (arguments is not ["matrix" or "soak", .. var options])
        {
            throw new SoakException($"Expected: {Usage}");
        }

        var isMatrix = arguments[0] == "matrix";
        return options
            .Select(option => option.Split('=', 2))
            .Aggregate(
                new SoakOptions { IsMatrix = isMatrix, Runs = isMatrix ? int.MaxValue : 100 },
                (parsed, option) => parsed.With(option[0], option.ElementAtOrDefault(1) ?? "")
            );
    }

    private SoakOptions With(string name, string value) =>
        name switch
        {
            "--kinds" or "--targets" or "--counts" when !IsMatrix => throw new SoakException(
                $"{name} is for the matrix: what the soak does, its seeds say. Expected: {Usage}"
            ),
            "--seed" when IsMatrix => throw new SoakException($"{name} is for the soak. Expected: {Usage}"),
            "--beds" => this with { BedNames = value.Split(',') },
            "--kinds" => this with { Kinds = Chosen(Kinds, kind => $"{kind}", value) },
            "--targets" => this with { Targets = Chosen(Targets, target => $"{target}", value) },
            "--counts" => this with { Counts = Chosen(Counts, RunLine.CountOf, value) },
            "--output" => this with { Output = value },
            "--from" => this with { From = Number(value) },
            "--runs" => this with { Runs = Number(value) },
            "--seed" => this with { Seed = Number(value) },
            _ => throw new SoakException($"{name} is no option. Expected: {Usage}"),
        };

    private static IReadOnlyList<T> Chosen<T>(IReadOnlyList<T> all, Func<T, string> name, string value) =>
        Choice.Of(all, name, value, problem => new SoakException(problem));

    private static int Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SoakException($"'{value}' is no number. Expected: {Usage}");
}
