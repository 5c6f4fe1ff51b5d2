namespace Cake.DockerLayerCache.Reporting;

/// <summary>The result as a page for a browser, in which the data stands as JSON.</summary>
internal static class ReportPage
{
    private const string Place = "/*DATA*/";

    public static string Of(DockerBuildResult result)
    {
        using var template = typeof(ReportPage).Assembly.GetManifestResourceStream("page.html")!;
        using var reader = new StreamReader(template);
        return reader.ReadToEnd().Replace(Place, ReportJson.ForPage(result), StringComparison.Ordinal);
    }
}
