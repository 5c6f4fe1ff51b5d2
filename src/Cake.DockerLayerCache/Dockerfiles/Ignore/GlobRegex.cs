using System.Text;
using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Dockerfiles.Ignore;

/// <summary>
/// The regular expression that docker makes of a pattern, in .NET's dialect. It is made character by character, with no
/// regard for brackets, so that <c>[*]</c> means something nobody expects; and what follows an escape is read by the
/// regular expression, so that <c>\d</c> is a digit.
/// </summary>
internal static class GlobRegex
{
    // A character outside the basic plane is one to Go and two to .NET.
    private const string OpenNegated = @"(?:[^\uD800-\uDFFF";
    private const string CloseNegated = @"]|[\uD800-\uDBFF][\uDC00-\uDFFF])";
    private const string NoSlash = $"{OpenNegated}/{CloseNegated}";

    public static bool CanBuild(string pattern)
    {
        try
        {
            _ = Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // No pattern makes this one slow.
    public static Regex Regex(string pattern) =>
        new(Build(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static string Build(string pattern)
    {
        var regex = new StringBuilder("^");
        var (inClass, close) = (false, "]");
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i += i + 2 < pattern.Length && pattern[i + 2] == '/' ? 2 : 1;
                    regex.Append(i + 1 < pattern.Length ? "(.*/)?" : ".*");
                    break;
                case '*':
                    // Inside brackets this closes them: docker does the same.
                    regex.Append(inClass ? $@"\[^/{close}*" : "[^/]*");
                    inClass = false;
                    break;
                case '?':
                    regex.Append(inClass ? $@"\[^/{close}" : NoSlash);
                    inClass = false;
                    break;
                case '\\':
                    regex.Append(Escaped(pattern[++i], inClass));
                    break;
                case '[' when inClass:
                    regex.Append(@"\[");
                    break;
                case '[':
                    inClass = true;
                    var isNegated = i + 1 < pattern.Length && pattern[i + 1] == '^';
                    (i, close) = isNegated ? (i + 1, CloseNegated) : (i, "]");
                    regex.Append(isNegated ? OpenNegated : "[");

                    break;
                case ']':
                    regex.Append(inClass ? close : @"\]");
                    inClass = false;
                    break;
                case '.' or '+' or '(' or ')' or '|' or '{' or '}' or '$' or '#' or ' ':
                    regex.Append('\\').Append(c);
                    break;
                default:
                    regex.Append(c);
                    break;
            }
        }

        return regex.Append(@"\z").ToString();
    }

    private static string Escaped(char c, bool inClass) =>
        c switch
        {
            'd' => inClass ? "0-9" : "[0-9]",
            'w' => inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]",
            's' => inClass ? @"\t\n\f\r " : @"[\t\n\f\r ]",
            'D' => inClass ? @"\D" : "[^0-9]",
            'W' => inClass ? @"\W" : "[^0-9A-Za-z_]",
            'S' => inClass ? @"\S" : @"[^\t\n\f\r ]",
            'a' or 'f' or 'n' or 'r' or 't' or 'v' => $@"\{c}",
            'A' or 'z' or 'b' or 'B' when !inClass => $@"\{c}",
            >= '\x80' => c.ToString(),
            _ when char.IsAsciiLetterOrDigit(c) => throw new ArgumentException($@"\{c}", nameof(c)),
            _ => $@"\{c}",
        };
}
