using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Records;

/// <summary>A record as text: JSON, packed, in base 64.</summary>
internal static class RecordText
{
    private const int Version = 1;

    // What grows to more than that was not written here.
    private const int Longest = 8_000_000;

    public static string Write(BuildRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, record);
        }

        using var packed = new MemoryStream();
        using (var pack = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            pack.Write(buffer.WrittenSpan);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>Null where it is none that this version can read.</summary>
    public static BuildRecord? Read(string text)
    {
        try
        {
            using var unpack = new DeflateStream(
                new MemoryStream(Convert.FromBase64String(text)),
                CompressionMode.Decompress
            );
            using var json = JsonDocument.Parse(Whole(unpack));
            return json.RootElement.GetProperty("version").GetInt32() == Version ? Read(json.RootElement) : null;
        }
        catch (Exception e)
            when (e
                    is FormatException
                        or InvalidDataException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or OverflowException
                        or ArgumentException
                        or IndexOutOfRangeException
            )
        {
            // Somebody else's, or cut off: then there is nothing to compare with.
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Whole(Stream stream)
    {
        var content = new byte[Longest];
        var length = stream.ReadAtLeast(content, Longest, throwOnEndOfStream: false);
        return length < Longest ? content.AsMemory(0, length) : throw new InvalidDataException("too long for a record");
    }

    private static void Write(Utf8JsonWriter json, BuildRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("made", record.Made);
        json.WriteString("salt", record.Digest.Salt);
        WriteTexts(json, "arguments", record.Arguments);
        WriteTexts(json, "images", record.Images);
        json.WriteStartObject("stages");
        foreach (var (name, stage) in record.Stages)
        {
            json.WriteStartObject(name);
            json.WriteString("base", stage.Base);
            json.WriteStartArray("instructions");
            foreach (var instruction in stage.Instructions)
            {
                Write(json, instruction);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (record.Files is { } files)
        {
            WriteTexts(
                json,
                "files",
                files.Entries.Select(file => KeyValuePair.Create(file.Key, file.Value.ToString()))
            );
        }

        json.WriteStartArray("history");
        foreach (var past in record.History)
        {
            json.WriteStartArray();
            json.WriteStringValue(past.At);
            json.WriteNumberValue(Math.Round(past.Duration.TotalSeconds, 2));
            json.WriteNumberValue(past.Steps);
            json.WriteNumberValue(past.Cached);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, InstructionRecord instruction)
    {
        json.WriteStartObject();
        json.WriteString("keyword", instruction.Keyword);
        json.WriteString("text", instruction.Text);
        json.WriteString("words", instruction.Words);
        if (instruction.Values.Count > 0)
        {
            WriteTexts(json, "values", instruction.Values);
        }

        if (instruction.Lasted is { } lasted)
        {
            json.WriteNumber("seconds", Math.Round(lasted.TotalSeconds, 3));
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, text) in texts)
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    private static BuildRecord Read(JsonElement json) =>
        new()
        {
            Made = json.GetProperty("made").GetDateTimeOffset(),
            Digest = new RecordDigest(json.GetProperty("salt").GetString() ?? ""),
            Arguments = Texts(json, "arguments"),
            Images = Texts(json, "images"),
            Stages = json.GetProperty("stages")
                .EnumerateObject()
                .ToDictionary(
                    stage => stage.Name,
                    stage => new StageRecord(
                        MessageText.OneLine(stage.Value.Text("base") ?? ""),
                        [.. stage.Value.GetProperty("instructions").EnumerateArray().Select(Instruction)]
                    ),
                    StringComparer.Ordinal
                ),
            Files = json.TryGetProperty("files", out _)
                ? new FileTable(
                    Texts(json, "files")
                        .ToDictionary(file => file.Key, file => FileDigest.Parse(file.Value), StringComparer.Ordinal)
                )
                : null,
            History =
            [
                .. json.GetProperty("history")
                    .EnumerateArray()
                    .Select(past => new PastBuild(
                        past[0].GetDateTimeOffset(),
                        TimeSpan.FromSeconds(past[1].GetDouble()),
                        past[2].GetInt32(),
                        past[3].GetInt32()
                    )),
            ],
        };

    private static InstructionRecord Instruction(JsonElement json) =>
        new(json.Text("keyword") ?? "", json.Text("text") ?? "", json.Text("words") ?? "")
        {
            Values = json.TryGetProperty("values", out _)
                ? Texts(json, "values")
                : new Dictionary<string, string>(StringComparer.Ordinal),
            Lasted = json.TryGetProperty("seconds", out var seconds) ? TimeSpan.FromSeconds(seconds.GetDouble()) : null,
        };

    private static Dictionary<string, string> Texts(JsonElement json, string name) =>
        json.GetProperty(name)
            .EnumerateObject()
            .ToDictionary(text => text.Name, text => text.Value.GetString() ?? "", StringComparer.Ordinal);
}
