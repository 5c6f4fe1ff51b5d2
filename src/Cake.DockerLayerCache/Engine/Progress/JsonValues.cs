using System.Text;
using System.Text.Json;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>
/// Cuts lines into JSON objects: buildx writes one a line since 0.14, one over many lines before; other text may
/// stand between them.
/// </summary>
internal sealed class JsonValues
{
    private readonly StringBuilder pending = new();
    private int depth;
    private bool inString;
    private bool escaped;

    /// <summary>Takes a line; says whether it belongs to JSON. <paramref name="value"/> is set when one is complete.</summary>
    public bool Take(string line, out JsonDocument? value)
    {
        value = null;
        if (line is ['{', ..])
        {
            // Inside an object every line is indented: one that was begun is broken off.
            Forget();
        }
        else if (depth == 0 || line is not [' ' or '\t' or '}', ..])
        {
            return false;
        }

        pending.Append(line).Append('\n');
        foreach (var c in line)
        {
            Follow(c);
        }

        if (depth > 0)
        {
            return true;
        }

        var text = pending.ToString();
        Forget();
        try
        {
            value = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            // A line of a build step that only begins like JSON: text, to be shown as such.
            return false;
        }

        return true;
    }

    private void Follow(char c)
    {
        if (inString)
        {
            (inString, escaped) = (escaped || c != '"', !escaped && c == '\\');
            return;
        }

        switch (c)
        {
            case '"':
                inString = true;
                break;
            case '{' or '[':
                depth++;
                break;
            case '}' or ']':
                depth--;
                break;
        }
    }

    private void Forget()
    {
        pending.Clear();
        (depth, inString, escaped) = (0, false, false);
    }
}
