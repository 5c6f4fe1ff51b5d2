namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>What a part of a build's time went into.</summary>
internal enum TracedWork
{
    /// <summary>Looking into caches, and fetching and unpacking what is reused.</summary>
    ReadingCache,

    /// <summary>Fetching and unpacking images that stages start or copy from.</summary>
    Pulling,

    /// <summary>Running steps.</summary>
    Building,

    /// <summary>Making the image.</summary>
    Exporting,

    /// <summary>Making and pushing what the next build is to reuse.</summary>
    WritingCache,

    /// <summary>Pushing the image.</summary>
    Pushing,
}

/// <summary>A part of a build's time.</summary>
internal sealed record TracedSpan(TracedWork Work, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The time in which any of these parts ran: those that ran side by side count once.</summary>
    public static TimeSpan Total(IEnumerable<TracedSpan> spans)
    {
        var total = TimeSpan.Zero;
        var end = DateTimeOffset.MinValue;
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            var start = span.Start > end ? span.Start : end;
            if (span.End > start)
            {
                total += span.End - start;
                end = span.End;
            }
        }

        return total;
    }
}
