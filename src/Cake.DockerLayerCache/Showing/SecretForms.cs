namespace Cake.DockerLayerCache.Showing;

/// <summary>How a secret value may be written where it turns up: as it is, line by line, or quoted for something.</summary>
internal static class SecretForms
{
    private static readonly char[] Ends = ['\r', '\n'];

    /// <summary>The forms of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shortestLine">How long a line of it has to be to be one by itself: logs are line by line.</param>
    public static IEnumerable<SecretForm> Of(string value, int shortestLine = Redaction.Shortest) =>
        Lines(value, shortestLine)
            .Prepend(value.Trim())
            .Prepend(value)
            .Where(text => text.Trim().Length >= Redaction.Shortest)
            .SelectMany(Written)
            .Distinct(StringComparer.Ordinal)
            .Select(text => new SecretForm(text));

    /// <summary>
    /// The forms of a value that has a name; one that is too short to be masked everywhere is masked behind it.
    /// </summary>
    public static IEnumerable<SecretForm> Of(string name, string value) =>
        value.Trim().Length is > 0 and < Redaction.Shortest
            ? [new SecretForm($"{name}={value}", name.Length + 1)]
            : Of(value);

    private static IEnumerable<string> Lines(string value, int shortest) =>
        value.IndexOfAny(Ends) < 0
            ? []
            : value.Split(Ends, StringSplitOptions.TrimEntries).Where(line => line.Length >= shortest);

    private static IEnumerable<string> Written(string text)
    {
        yield return text;
        var encoded = Uri.EscapeDataString(text);
        yield return encoded;
        yield return encoded.Replace("%20", "+", StringComparison.Ordinal);
        yield return LowerCaseEscapes(encoded);
        var quoted = text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal)
            .Replace("\r", @"\r", StringComparison.Ordinal)
            .Replace("\t", @"\t", StringComparison.Ordinal);
        yield return quoted;
        // As docker's JSON has it.
        yield return quoted
            .Replace("<", @"\u003c", StringComparison.Ordinal)
            .Replace(">", @"\u003e", StringComparison.Ordinal)
            .Replace("&", @"\u0026", StringComparison.Ordinal);
        // As a field of CSV, and as two kinds of shell words.
        yield return text.Replace("\"", "\"\"", StringComparison.Ordinal);
        yield return text.Replace("'", @"'\''", StringComparison.Ordinal);
        yield return ShellText.Escaped(text);
        // As a line of a log has it.
        yield return InertText.Of(text);
    }

    private static string LowerCaseEscapes(string encoded) =>
        string.Concat(
            encoded.Select(
                (c, i) =>
                    (i > 0 && encoded[i - 1] == '%') || (i > 1 && encoded[i - 2] == '%') ? char.ToLowerInvariant(c) : c
            )
        );
}
