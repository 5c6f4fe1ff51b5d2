using Cake.Core.IO;

namespace Cake.DockerLayerCache;

/// <summary>The files of a report; null for a form that was not asked for.</summary>
public sealed record DockerBuildReportFiles
{
    /// <summary>The page for a browser.</summary>
    public FilePath? Html { get; init; }

    /// <summary>The data.</summary>
    public FilePath? Json { get; init; }

    /// <summary>The summary.</summary>
    public FilePath? Markdown { get; init; }
}
