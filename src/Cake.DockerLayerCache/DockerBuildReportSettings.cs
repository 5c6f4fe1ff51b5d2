using Cake.Core.IO;

namespace Cake.DockerLayerCache;

/// <summary>Where a report of a build is written, and in which forms.</summary>
public sealed class DockerBuildReportSettings
{
    /// <summary>
    /// The folder for the files; it is made where it is absent. Default: <c>docker-build-report-USER</c> in the system's
    /// temporary folder, so that each user has one. One in the build context that <c>.dockerignore</c> does not name would
    /// change with every build, and so what <c>COPY . .</c> brings in.
    /// </summary>
    public DirectoryPath? Directory { get; set; }

    /// <summary>The files' name without extension. Default: the image's name without registry, and <c>--</c> for each <c>/</c> in it.</summary>
    public string? Name { get; set; }

    /// <summary>A page for a browser, complete in one file. Default: true.</summary>
    public bool Html { get; set; } = true;

    /// <summary>
    /// The data as JSON, as <c>docs/report.schema.json</c> describes it. Default: true.
    /// </summary>
    public bool Json { get; set; } = true;

    /// <summary>A short summary as Markdown. Default: true.</summary>
    public bool Markdown { get; set; } = true;

    /// <summary>
    /// The summary in the CI service's own place too, where it has one: the job summary of GitHub Actions, the summary of
    /// an Azure Pipelines run. Default: true.
    /// </summary>
    public bool Summary { get; set; } = true;

    /// <summary>
    /// Whether later steps of the CI run get <c>image</c>, <c>digest</c>, <c>reference</c> (the image by its digest; not
    /// where all its tags were left alone) and <c>fully-cached</c> as outputs: step outputs of GitHub Actions, output variables of Azure Pipelines, parameters
    /// <c>env.image</c>… of TeamCity. Other services have none. Default: false.
    /// </summary>
    public bool Outputs { get; set; }

    /// <summary>What the outputs' names begin with, for example <c>api-</c>. Default: nothing.</summary>
    public string OutputPrefix { get; set; } = "";
}
