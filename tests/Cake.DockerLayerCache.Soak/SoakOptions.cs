using System.Globalization;

namespace Cake.DockerLayerCache.Soak;

/// <summary>What the command line asks for.</summary>
internal sealed record SoakOptions
{
    public const string Usage = """
        matrix|soak [--beds=NAME,...] [--kinds=KIND,...] [--targets=TARGET,...] [--counts=1,always]
                    [--output=FILE] [--from=N] [--runs=N] [--seed=N]

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

    /// <summary>Of the matrix only these; all, where there are none.</summary>
    public IReadOnlyList<string> Kinds { get; private init; } = [];

    public IReadOnlyList<string> Targets { get; private init; } = [];

    public IReadOnlyList<string> Counts { get; private init; } = [];

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
            "--beds" => this with { BedNames = value.Split(',') },
            "--kinds" => this with { Kinds = value.Split(',') },
            "--targets" => this with { Targets = value.Split(',') },
            "--counts" => this with { Counts = value.Split(',') },
            "--output" => this with { Output = value },
            "--from" => this with { From = Number(value) },
            "--runs" => this with { Runs = Number(value) },
            "--seed" => this with { Seed = Number(value) },
            _ => throw new SoakException($"{name} is no option. Expected: {Usage}"),
        };

    private static int Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SoakException($"'{value}' is no number. Expected: {Usage}");
}
