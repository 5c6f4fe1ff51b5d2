using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Makes the cache image of a chain out of what the builder has by now, and pushes it.</summary>
/// <param name="commands">The build, and the pushes where the builder cannot, for the tags they are to write.</param>
/// <param name="cache">Whose layers they are, and where they are kept.</param>
/// <param name="when">When it is done.</param>
internal sealed class CacheImageStep(
    Func<IReadOnlyList<ImageReference>, IReadOnlyList<DockerCommand>> commands,
    ChainCache cache,
    CacheImageCondition when
) : CommandStep(commands([cache.Newest])[0])
{
    private const string Placeholder = "BREAKPOINT";

    public Func<IReadOnlyList<ImageReference>, IReadOnlyList<DockerCommand>> Commands => commands;

    public ChainCache Cache => cache;

    public CacheImageCondition When => when;

    public override string Condition =>
        When switch
        {
            CacheImageCondition.NotKept =>
                $"else, only if {string.Join(" and ", Cache.AllNewest)} {(Cache.Others.Count == 0 ? "is" : "are")} absent, "
                    + "or the builder had a cache of its own before",
            _ when Chain.Breakpoints.Count == 1 => Ran,
            _ => $"{Ran}; {Placeholder} tells where the first of them stands: {Numbers}",
        };

    public override string Built => Chain.Stage.Describe();

    public override IEnumerable<string> ToLines() =>
        Commands(Tags(Chain.Breakpoints.Count == 1 ? "1" : Placeholder)).Select(command => $"{command}  # {Condition}");

    /// <summary>What it writes, where the steps ran from that breakpoint on.</summary>
    public IReadOnlyList<ImageReference> TagsFrom(Breakpoint? first) =>
        first is null ? Tags(null) : Tags($"{first.Number}");

    private CacheChain Chain => Cache.Chain;

    private string Ran => $"only if a step of {Chain.Stage.Describe()} ran";

    private string Numbers =>
        string.Join(
            ", ",
            Chain.Breakpoints.Select(breakpoint => $"{breakpoint.Number} from line {breakpoint.Line} on")
        );

    private ImageReference[] Tags(string? number) =>
        When is CacheImageCondition.StepRan && number is not null ? [Cache.Newest, Cache.From(number)] : [Cache.Newest];
}

/// <summary>When a cache image has to be made.</summary>
internal enum CacheImageCondition
{
    /// <summary>The build of the image ran one of the steps.</summary>
    StepRan,

    /// <summary>No step ran, but what was reused may be nowhere in the registry.</summary>
    NotKept,
}

/// <summary>
/// Where the layers of a chain are kept: the newest image, and behind it one for each breakpoint, which is left alone
/// while the steps from there on are reused.
/// </summary>
internal sealed record ChainCache(CacheChain Chain, ImageReference Newest, Func<string, ImageReference> From)
{
    /// <summary>The same of the other scopes that are read, the nearest first.</summary>
    public IReadOnlyList<ChainCache> Others { get; init; } = [];

    /// <summary>The newest images, this scope's first.</summary>
    public IEnumerable<ImageReference> AllNewest => Others.Select(other => other.Newest).Prepend(Newest);

    /// <summary>All that is read, each scope's newest behind what it goes back to.</summary>
    public IEnumerable<ImageReference> References =>
        Chain
            .Breakpoints.Select(breakpoint => From($"{breakpoint.Number}"))
            .Append(Newest)
            .Concat(Others.SelectMany(other => other.References));
}
