using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>The words and what becomes of them are those of BuildKit and, where it follows POSIX, of a shell.</summary>
public sealed class SubstitutionTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["SET"] = "v1.2.3",
        ["EMPTY"] = "",
        ["PATHS"] = "a/b/a/b",
        ["STAR"] = "x*y",
    };

    [TestCase("text", "text")]
    [TestCase("$SET", "v1.2.3")]
    [TestCase("${SET}", "v1.2.3")]
    [TestCase("$SETx", "")]
    [TestCase("$SET.x", "v1.2.3.x")]
    [TestCase("$UNSET", "")]
    [TestCase("$1x", "x")]
    [TestCase("$12x", "x")]
    [TestCase("$@x", "x")]
    [TestCase("a$", "a$")]
    [TestCase("a$.b", "a$.b")]
    [TestCase("${SET:-d}", "v1.2.3")]
    [TestCase("${EMPTY:-d}", "d")]
    [TestCase("${EMPTY-d}", "")]
    [TestCase("${UNSET-d}", "d")]
    [TestCase("${UNSET:-${EMPTY:-$SET}}", "v1.2.3")]
    [TestCase("${UNSET:-\"a}b\"}", "a}b")]
    [TestCase("${UNSET:-a\\}b}", "a}b")]
    [TestCase("${SET:+y}", "y")]
    [TestCase("${EMPTY:+y}", "")]
    [TestCase("${EMPTY+y}", "y")]
    [TestCase("${UNSET+y}", "")]
    [TestCase("${SET:?why}", "v1.2.3")]
    [TestCase("${EMPTY?why}", "")]
    [TestCase("${SET#v}", "1.2.3")]
    [TestCase("${SET#x}", "v1.2.3")]
    [TestCase("${SET#*.}", "2.3")]
    [TestCase("${SET##*.}", "3")]
    [TestCase("${SET%.*}", "v1.2")]
    [TestCase("${SET%%.*}", "v1")]
    [TestCase("${SET%?}", "v1.2.")]
    [TestCase("${SET#*}", "v1.2.3")]
    [TestCase("${SET##*}", "")]
    [TestCase("${SET#v[0-9]}", "v1.2.3")]
    [TestCase("${STAR#x\\*}", "y")]
    [TestCase("${STAR%\\**}", "x")]
    [TestCase("${PATHS/a/c}", "c/b/a/b")]
    [TestCase("${PATHS//a/c}", "c/b/c/b")]
    [TestCase("${PATHS//\\//-}", "a-b-a-b")]
    [TestCase("${PATHS/?\\/?/c}", "c/a/b")]
    [TestCase("${PATHS//*/c}", "c")]
    [TestCase("${PATHS/z/c}", "a/b/a/b")]
    [TestCase("${PATHS/a/}", "/b/a/b")]
    [TestCase("${PATHS//b/$EMPTY}", "a//a/")]
    [TestCase("${UNSET//a/c}", "")]
    [TestCase("'$SET'", "$SET")]
    [TestCase("\"$SET\"", "v1.2.3")]
    [TestCase("\"'$SET'\"", "'v1.2.3'")]
    [TestCase("'\"'", "\"")]
    [TestCase("\\$SET", "$SET")]
    [TestCase("\\\\$SET", "\\v1.2.3")]
    [TestCase("\"\\$SET\"", "$SET")]
    [TestCase("a\\tb", "atb")]
    [TestCase("\"a\\tb\"", "a\\tb")]
    [TestCase("'a\\tb'", "a\\tb")]
    [TestCase("a\\", "a")]
    [TestCase("<<a", "<<a")]
    [TestCase("안녕$SET", "안녕v1.2.3")]
    public void A_word_becomes(string word, string expected) => Assert.That(Apply(word), Is.EqualTo(expected));

    [TestCase("${", "'${' is not followed by a name")]
    [TestCase("${}", "'${' is not followed by a name")]
    [TestCase("${:-a}", "'${' is not followed by a name")]
    [TestCase("${SET", "'${' is not closed with '}'")]
    [TestCase("${SET:", "':' after '${SET' is no operator")]
    [TestCase("${SET:-a", "'${' is not closed with '}'")]
    [TestCase("${SET/a}", "'${' is not closed with '/'")]
    [TestCase("${SET/a/b", "'${' is not closed with '}'")]
    [TestCase("${SET=a}", "'=' after '${SET' is no operator")]
    [TestCase("${SET:=a}", "':=' is no operator")]
    [TestCase("${SET:#a}", "':#' after '${SET' is no operator")]
    [TestCase("${.}", "'.' after '${' is no operator")]
    [TestCase("${SET#\\a}", "a pattern escapes what needs no escape")]
    [TestCase("${SET#a\\}", "'${' is not closed with '}'")]
    [TestCase("'a", "a single quote is not closed")]
    [TestCase("\"a", "a double quote is not closed")]
    [TestCase("\"a\\", "a double quote is not closed")]
    [TestCase("${SET:-\"a}", "a double quote is not closed")]
    public void A_malformed_word_is_refused(string word, string problem) =>
        Assert.That(
            Reading.Problem(() => Apply(word)),
            Is.EqualTo(
                $"DLC0210: f:7 has '{word}', in which {problem}. Expected $NAME or ${{NAME}}, or ${{NAME…}} with "
                    + ":-, :+, :?, -, +, ?, #, ##, %, %%, / or //; correct it."
            )
        );

    [TestCase("${UNSET?}", "'UNSET', which is not set.")]
    [TestCase("${UNSET:?}", "'UNSET', which is not set.")]
    [TestCase("${EMPTY:?}", "'EMPTY', which is empty.")]
    [TestCase("${EMPTY:?choose one}", "'EMPTY', which is empty (choose one).")]
    [TestCase("${SET:-${UNSET?}}", "'UNSET', which is not set.")]
    public void An_argument_can_be_required(string word, string problem) =>
        Assert.That(
            Reading.Problem(() => Apply(word)),
            Is.EqualTo(
                $"DLC0210: f:7 asks for a value of the argument {problem} Pass it in BuildArg, or give its ARG a default."
            )
        );

    [Test]
    public void The_backtick_can_be_the_escape_character() =>
        Assert.That(
            new Substitution('`', "f").Apply("`$SET\\$SET", Variables.Of(Values), 7),
            Is.EqualTo("$SET\\v1.2.3")
        );

    [Test]
    public void Nesting_has_a_limit()
    {
        static string Nested(int depth) =>
            $"{string.Concat(Enumerable.Repeat("${U:-", depth))}x{new string('}', depth)}";

        Assert.That(Apply(Nested(64)), Is.EqualTo("x"));
        Assert.That(Reading.Problem(() => Apply(Nested(65))), Does.Contain("more than 64 substitutions are nested"));
        Assert.That(Reading.Problem(() => Apply(Nested(1_000_000))), Does.StartWith("DLC0210: "));
    }

    [TestCase("ARG A=xxxxxxxxxx\nARG A=$A$A$A$A$A$A$A$A$A$A\nARG A=$A$A$A$A$A$A$A$A$A$A", 8)]
    [TestCase("ARG A=xxxxxxxxxx\nARG A=${A//x/xxxxxxxxxx}", 12)]
    public void Values_cannot_grow_without_end(string start, int repeated)
    {
        var lines = start.Split('\n');
        var text = string.Join('\n', [.. lines, .. Enumerable.Repeat(lines[^1], repeated), "FROM a"]);

        Assert.That(Reading.Problem(() => Reading.Read(text)), Does.Contain("the values become too large"));
    }

    private static string Apply(string word) => new Substitution('\\', "f").Apply(word, Variables.Of(Values), 7);
}
