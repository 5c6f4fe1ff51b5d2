using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Puts values into words. One instance serves one Dockerfile: it bounds the work that a hostile one can ask for.</summary>
internal sealed class Substitution(char escape, string path)
{
    private readonly string path = path;
    private const int MostWork = 64 * 1024 * 1024;
    private long work;

    public string Apply(string word, IReadOnlyDictionary<string, string> values, int line)
    {
        var reader = new WordReader(word, escape);
        var parts = reader.Read();
        return reader.Problem is { } problem
            ? throw DockerfileProblems.BadSubstitution(path, line, word, problem)
            : new Scope(this, word, values, line).Text(parts);
    }

    private sealed class Scope(Substitution owner, string word, IReadOnlyDictionary<string, string> values, int line)
    {
        public string Text(IReadOnlyList<WordPart> parts)
        {
            var text = new StringBuilder();
            foreach (var part in parts)
            {
                var value = part is VariablePart variable ? Value(variable) : ((TextPart)part).Text;
                Spend(value.Length);
                text.Append(value);
            }

            return text.ToString();
        }

        private string Value(VariablePart variable)
        {
            var operand = Text(variable.Operand);
            var isSet = values.TryGetValue(variable.Name, out var found);
            var value = found ?? string.Empty;
            var counts = isSet && (variable.Operator is not [':', ..] || value.Length > 0);
            return variable.Operator switch
            {
                "" => value,
                "-" or ":-" => counts ? value : operand,
                "+" or ":+" => counts ? operand : string.Empty,
                "?" or ":?" => counts ? value : throw Missing(variable, operand, isSet),
                "#" => value[Match(operand, value, '#', fromEnd: false)..],
                "%" => value[..^Match(operand, value, '%', fromEnd: true)],
                "/" or "//" => Replace(value, operand, Text(variable.Replacement), all: variable.Operator is "//"),
                _ => throw Bad($"'{variable.Operator}' is no operator"),
            };
        }

        private int Match(string pattern, string value, char longest, bool fromEnd)
        {
            var isLongest = pattern.StartsWith(longest);
            var parsed = Pattern(isLongest ? pattern[1..] : pattern);
            Spend((long)value.Length * parsed.Length);
            if (!fromEnd)
            {
                return parsed.MatchStart(value, isLongest) ?? 0;
            }

            var reversed = value.ToCharArray();
            Array.Reverse(reversed);
            return parsed.Reversed().MatchStart(reversed, isLongest) ?? 0;
        }

        private string Replace(string value, string pattern, string replacement, bool all)
        {
            var parsed = Pattern(pattern);
            var text = new StringBuilder();
            var position = 0;
            var replaced = -1;
            while (position <= value.Length && (all || replaced < 0))
            {
                Spend((long)(value.Length - position) * parsed.Length);
                var length = parsed.MatchStart(value.AsSpan(position), longest: true) ?? 0;
                if (length > 0 || (parsed.MatchesNothing && position != replaced))
                {
                    Spend(replacement.Length);
                    text.Append(replacement);
                    replaced = position + length;
                }

                var kept = length > 0 ? 0 : Math.Min(1, value.Length - position);
                text.Append(value, position, kept);
                position += Math.Max(length, 1);
            }

            return position < value.Length
                ? text.Append(value, position, value.Length - position).ToString()
                : text.ToString();
        }

        private ShellPattern Pattern(string text) =>
            ShellPattern.Parse(text) ?? throw Bad("a pattern escapes a character that needs no escape");

        private void Spend(long amount)
        {
            owner.work += amount;
            if (owner.work > MostWork)
            {
                throw Bad("the values it makes are too large");
            }
        }

        private DockerLayerCacheException Missing(VariablePart variable, string message, bool isSet) =>
            DockerfileProblems.MissingArgument(owner.path, line, variable.Name, message, isSet);

        private DockerLayerCacheException Bad(string problem) =>
            DockerfileProblems.BadSubstitution(owner.path, line, word, problem);
    }
}
