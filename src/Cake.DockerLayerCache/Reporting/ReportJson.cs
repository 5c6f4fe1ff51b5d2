using System.Buffers;
using System.Text;
using System.Text.Json;
using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>The result as JSON; <c>docs/report.schema.json</c> describes it.</summary>
internal sealed class ReportJson
{
    // What stands before the dot changes when a reader of the one before would misunderstand.
    private const string Version = "1.0";

    // A page of a thousand steps is still to be light.
    private const int LongestInPage = 160;

    private readonly Utf8JsonWriter json;
    private readonly bool compact;

    private ReportJson(Utf8JsonWriter writer, bool compact)
    {
        json = writer;
        this.compact = compact;
    }

    public static string Of(DockerBuildResult result) => Text(result, compact: false);

    /// <summary>
    /// The same for a page: in one line, without what is null, and long instructions are cut. No text in it ends the
    /// element that it stands in: the encoder leaves neither <c>&lt;</c> nor <c>&amp;</c>.
    /// </summary>
    public static string ForPage(DockerBuildResult result) => Text(result, compact: true);

    private static string Text(DockerBuildResult result, bool compact)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = !compact, NewLine = "\n" }))
        {
            new ReportJson(writer, compact).Write(result);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(DockerBuildResult result)
    {
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteString("image", result.Image);
        Texts("tags", result.Tags);
        json.WriteBoolean("pushed", result.Pushed);
        Text("digest", result.Digest);
        json.WriteString("started", result.Started);
        Seconds("seconds", result.Duration);
        json.WriteString("strategy", result.Strategy.ToString());
        json.WriteString("reason", result.Reason);
        json.WriteString("engine", result.Engine);
        json.WriteBoolean("fullyCached", result.FullyCached);
        Seconds("savedSeconds", result.Saved);
        Number("bytesPulled", result.BytesPulled);
        Number("bytesPushed", result.BytesPushed);
        Write(result.Times);
        Objects(
            "caches",
            result.Caches,
            cache =>
            {
                json.WriteString("reference", cache.Reference);
                json.WriteBoolean("found", cache.Found);
            }
        );
        Objects("stages", result.Stages, stage => Write(stage));
        Objects(
            "history",
            result.History,
            past =>
            {
                json.WriteString("started", past.Started);
                Seconds("seconds", past.Duration);
                json.WriteNumber("steps", past.Steps);
                json.WriteNumber("cachedSteps", past.CachedSteps);
            }
        );
        Texts("decisions", result.Decisions);
        Texts("leftAlone", result.LeftAlone);
        Texts("warnings", result.Warnings);
        Objects(
            "advice",
            result.Advice,
            advice =>
            {
                json.WriteString("code", advice.Code);
                json.WriteNumber("line", advice.Line);
                json.WriteString("message", advice.Message);
                json.WriteString("suggestion", advice.Suggestion);
            }
        );
        json.WriteEndObject();
    }

    private void Write(DockerBuildTimes times)
    {
        json.WriteStartObject("times");
        Seconds("readingCache", times.ReadingCache);
        Seconds("pulling", times.Pulling);
        Seconds("building", times.Building);
        Seconds("exporting", times.Exporting);
        Seconds("writingCache", times.WritingCache);
        Seconds("pushing", times.Pushing);
        json.WriteEndObject();
    }

    private void Write(DockerBuildStage stage)
    {
        json.WriteString("name", stage.Name);
        Texts("needs", stage.Needs);
        Text("image", stage.Image);
        json.WriteNumber("steps", stage.Steps);
        json.WriteNumber("cachedSteps", stage.CachedSteps);
        Seconds("seconds", stage.Duration);
        if (stage.Miss is { } miss)
        {
            json.WriteStartObject("miss");
            json.WriteString("cause", miss.Cause.ToString());
            json.WriteString("reason", miss.Reason);
            Texts("subjects", miss.Subjects);
            Text("instruction", Cut(stage.FirstMissedStep?.Instruction));
            Number("line", stage.FirstMissedStep?.Line);
            json.WriteEndObject();
        }
        else
        {
            Null("miss");
        }

        Objects(
            "stepList",
            stage.StepList,
            step =>
            {
                Text("instruction", Cut(step.Instruction));
                Number("line", step.Line);
                json.WriteBoolean("cached", step.Cached);
                Seconds("started", step.Started);
                Seconds("seconds", step.Duration);
                Seconds("lastSeconds", step.LastDuration);
                Number("bytesPulled", step.BytesPulled);
            }
        );
    }

    private void Objects<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Texts(string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private void Number(string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            Null(name);
        }
    }

    private void Seconds(string name, TimeSpan? time)
    {
        if (time is { } known)
        {
            json.WriteNumber(name, Math.Round((decimal)known.TotalSeconds, 3));
        }
        else
        {
            Null(name);
        }
    }

    private void Text(string name, string? text)
    {
        if (text is null)
        {
            Null(name);
        }
        else
        {
            json.WriteString(name, text);
        }
    }

    private void Null(string name)
    {
        if (!compact)
        {
            json.WriteNull(name);
        }
    }

    private string? Cut(string? text) => compact && text is not null ? MessageText.Cut(text, LongestInPage) : text;
}
