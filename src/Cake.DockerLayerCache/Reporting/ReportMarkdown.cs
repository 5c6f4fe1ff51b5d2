using System.Text;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>The result as a summary in Markdown.</summary>
internal static class ReportMarkdown
{
    private const int LongestStep = 100;

    public static string Of(DockerBuildResult result) => string.Join('\n', Lines(result)) + '\n';

    private static IEnumerable<string> Lines(DockerBuildResult result)
    {
        var steps = result.Stages.Sum(stage => stage.Steps);
        var cached = result.Stages.Sum(stage => stage.CachedSteps);
        var pushed =
            result.Digest is not null ? $"pushed as `{Code(result.Digest)}`"
            : result.Pushed ? "pushed"
            : "not pushed";
        yield return $"### Docker build of {Plain(result.Image)}";
        yield return "";
        yield return $"**{cached} of {steps} steps cached**, {Amounts.Of(result.Duration)}; "
            + $"{string.Join(", ", result.Tags.Select(Plain).Append(pushed))}.";
        if (Amounts.Sentence(result.Saved) is { } saved)
        {
            yield return saved;
        }

        yield return "";
        yield return "| stage | cached | ran for | first step that ran | why |";
        yield return "| --- | --- | --- | --- | --- |";
        foreach (var stage in result.Stages)
        {
            yield return $"| {Plain(stage.Name)} | {stage.CachedSteps} of {stage.Steps} "
                + $"| {(stage.FirstMissedStep is null ? "" : Amounts.Of(stage.Duration))} "
                + $"| {(stage.FirstMissedStep is { } step ? Plain(Amounts.Of(step, LongestStep)) : "")} | {Plain($"{stage.Miss}")} |";
        }

        yield return "";
        yield return $"Time: {Amounts.Of(result.Times)}.";
        yield return "";
        yield return $"{result.Strategy}: {Plain(result.Reason)}.";
        yield return "";
        foreach (var sentence in result.Decisions.Concat(result.Warnings.Select(warning => $"⚠️ {warning}")))
        {
            yield return $"- {Plain(sentence)}";
        }
    }

    // Nothing is escaped in it.
    private static string Code(string text) => MessageText.OneLine(text).Replace('`', '\'');

    // What comes from a Dockerfile or a branch is text, whatever it looks like, and stays in its cell.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in InertText.Of(text))
        {
            _ = c switch
            {
                _ when char.IsControl(c) => plain.Append(' '),
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '&' => plain.Append("&amp;"),
                '\\'
                or '`'
                or '*'
                or '_'
                or '{'
                or '}'
                or '['
                or ']'
                or '('
                or ')'
                or '#'
                or '!'
                or '|'
                or '~'
                or '$'
                or '@' => plain.Append('\\').Append(c),
                _ => plain.Append(c),
            };
        }

        return plain.ToString();
    }
}
