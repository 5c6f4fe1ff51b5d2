using System.Text.Json;
using System.Text.Json.Nodes;
using Cake.DockerLayerCache.Testing;
using Json.Schema;

namespace Cake.DockerLayerCache.PageTests;

/// <summary>The report as JSON is what the published schema says.</summary>
public sealed class SchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        File.ReadAllText(RepositoryRoot.File("docs", "report.schema.json"))
    );

    private static readonly DockerBuildResult[] Reports =
    [
        Results.Small,
        Results.Large,
        Results.Bad,
        Results.Small with
        {
            Digest = null,
            Saved = TimeSpan.FromSeconds(-1),
            BytesPulled = null,
            History = [],
        },
    ];

    [TestCaseSource(nameof(Reports))]
    public void A_report_is_valid(DockerBuildResult result)
    {
        var evaluation = Schema.Evaluate(Json(result), new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.That(
            evaluation.IsValid,
            string.Join(
                '\n',
                (evaluation.Details ?? []).SelectMany(each => each.Errors?.Values ?? (IEnumerable<string>)[])
            )
        );
    }

    [Test]
    public void One_that_lacks_something_is_not()
    {
        var json = JsonNode.Parse(Json(Results.Small).GetRawText())!.AsObject();
        json.Remove("stages");

        Assert.That(Schema.Evaluate(JsonSerializer.SerializeToElement(json)).IsValid, Is.False);
    }

    private static JsonElement Json(DockerBuildResult result)
    {
        using var folder = new TemporaryFolder("schema ");
        var file = CakeHost
            .Create(new RecordedLog(), folder.Path)
            .DockerBuildReport(result, new DockerBuildReportSettings { Directory = folder.Path })
            .Json!;
        using var document = JsonDocument.Parse(File.ReadAllText(file.FullPath));
        return document.RootElement.Clone();
    }
}
