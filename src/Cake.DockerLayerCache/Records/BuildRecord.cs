namespace Cake.DockerLayerCache.Records;

/// <summary>
/// What a build was made of, and how long its steps took: kept with the cache, so that the next build can say what has
/// changed. It has names and digests; no content, and no value.
/// </summary>
internal sealed record BuildRecord
{
    public required RecordDigest Digest { get; init; }

    public required DateTimeOffset Made { get; init; }

    /// <summary>Digests of the values that ARG before the first FROM has, by name.</summary>
    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    /// <summary>
    /// What the images were that stages start and copy from, by their reference in the Dockerfile: a manifest's digest, or
    /// an image's id from the legacy builder.
    /// </summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same, the images called otherwise.</summary>
    public BuildRecord WithImages(Func<string, string> name) =>
        this with
        {
            Images = Images
                .GroupBy(image => name(image.Key), image => image.Value, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal),
        };

    /// <summary>The stages that were built, by name, or number where there is none.</summary>
    public required IReadOnlyDictionary<string, StageRecord> Stages { get; init; }

    /// <summary>
    /// The same, stages without a name under the numbers of those that are most like them in another record: one more above
    /// them, or one less, gives them other numbers.
    /// </summary>
    public BuildRecord NumberedAs(BuildRecord other)
    {
        var unnamed = Stages.Where(IsUnnamed).ToList();
        var wanted = other.Stages.Where(IsUnnamed).ToList();
        if (unnamed.Select(stage => stage.Key).SequenceEqual(wanted.Select(stage => stage.Key), StringComparer.Ordinal))
        {
            return this;
        }

        var stages = Stages.Except(unnamed).ToDictionary(StringComparer.Ordinal);
        var pairs = wanted
            .SelectMany(now => unnamed.Select(then => (now, then, alike: now.Value.Likeness(then.Value))))
            .OrderByDescending(pair => (pair.alike, pair.now.Key == pair.then.Key));
        foreach (var (now, then, _) in pairs.Where(pair => pair.alike > 0))
        {
            if (!stages.ContainsKey(now.Key) && unnamed.Remove(then))
            {
                stages[now.Key] = then.Value;
            }
        }

        return this with
        {
            Stages = stages,
        };
    }

    private static bool IsUnnamed(KeyValuePair<string, StageRecord> stage) => stage.Key.All(char.IsAsciiDigit);

    /// <summary>The files of the build context that any of them takes; null where that is not known.</summary>
    public required FileTable? Files { get; init; }

    /// <summary>The builds before this one that left a record, and this one as the last.</summary>
    public IReadOnlyList<PastBuild> History { get; init; } = [];
}

/// <summary>What a stage was made of.</summary>
/// <param name="Base">What FROM names, arguments resolved.</param>
/// <param name="Instructions">The instructions behind FROM.</param>
internal sealed record StageRecord(string Base, IReadOnlyList<InstructionRecord> Instructions)
{
    /// <summary>How much of it stands in another one too.</summary>
    public int Likeness(StageRecord other) =>
        Instructions
            .IntersectBy(other.Instructions.Select(each => each.Text), each => each.Text, StringComparer.Ordinal)
            .Count() + (Base == other.Base ? 1 : 0);
}

/// <summary>What an instruction was.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Text">A digest of its text.</param>
/// <param name="Words">A digest of its words, arguments resolved; empty where it has none.</param>
internal sealed record InstructionRecord(string Keyword, string Text, string Words)
{
    /// <summary>Digests of the values that ARG gives, by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long it ran when it last did; null where that is not known.</summary>
    public TimeSpan? Lasted { get; init; }
}

/// <summary>What became of a build: one point of the history.</summary>
/// <param name="At">When it began.</param>
/// <param name="Duration">How long the call took.</param>
/// <param name="Steps">How many steps it had.</param>
/// <param name="Cached">How many of them were reused.</param>
internal sealed record PastBuild(DateTimeOffset At, TimeSpan Duration, int Steps, int Cached);
