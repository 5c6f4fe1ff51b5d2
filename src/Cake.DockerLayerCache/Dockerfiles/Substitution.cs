using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Puts values into the words of one Dockerfile.</summary>
internal sealed class Substitution(char escape, string path)
{
    private readonly WorkLimit limit = new();

    public string Apply(string word, Variables values, int line) =>
        Apply(new WordReader(word, escape), values, new WordPlace(path, line, word));

    /// <summary>The same in a heredoc, which has escapes of its own, whatever the Dockerfile's directive says.</summary>
    public string ApplyIn(Heredoc heredoc, Variables values, int line) =>
        Apply(
            new WordReader(heredoc.Content, '\\', hasQuotes: false),
            values,
            new WordPlace(path, line, heredoc.Content)
        );

    private string Apply(WordReader reader, Variables values, WordPlace place)
    {
        var parts = reader.Read();
        return reader.Problem is { } problem
            ? throw DockerfileProblems.BadSubstitution(place, problem)
            : Text(parts, values, place);
    }

    private string Text(IReadOnlyList<WordPart> parts, Variables values, WordPlace place)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part is not VariablePart variable)
            {
                text.Append(((TextPart)part).Text);
                continue;
            }

            // What stands in the Dockerfile as it is grows nothing.
            var value = Value(variable, values, place);
            limit.Spend(value.Length, place);
            text.Append(value);
        }

        return text.ToString();
    }

    private string Value(VariablePart variable, Variables values, WordPlace place)
    {
        var operand = Text(variable.Operand, values, place);
        var found = values.ValueOf(variable.Name);
        var isSet = found is not null;
        var value = found ?? string.Empty;
        var counts = isSet && (variable.Operator is not [':', ..] || value.Length > 0);
        return variable.Operator switch
        {
            "" => value,
            "-" or ":-" => counts ? value : operand,
            "+" or ":+" => counts ? operand : string.Empty,
            "?" or ":?" => counts || !values.AreAll
                ? value
                : throw DockerfileProblems.MissingArgument(place, variable.Name, Unexpanded(variable.Operand), isSet),
            "#" => operand is ['#', .. var longest]
                ? Pattern(longest).WithoutStart(value, longest: true)
                : Pattern(operand).WithoutStart(value, longest: false),
            "%" => operand is ['%', .. var longest]
                ? Pattern(longest).WithoutEnd(value, longest: true)
                : Pattern(operand).WithoutEnd(value, longest: false),
            "/" or "//" => Pattern(operand)
                .Replace(value, Text(variable.Replacement, values, place), all: variable.Operator is "//"),
            _ => throw DockerfileProblems.BadSubstitution(place, $"'{variable.Operator}' is no operator"),
        };

        ShellPattern Pattern(string text) =>
            ShellPattern.Parse(text, amount => limit.Spend(amount, place))
            ?? throw DockerfileProblems.BadSubstitution(place, "a pattern escapes what needs no escape");
    }

    private static string Unexpanded(IEnumerable<WordPart> parts) =>
        string.Concat(
            parts.Select(part => part is VariablePart variable ? $"${variable.Name}" : ((TextPart)part).Text)
        );
}
