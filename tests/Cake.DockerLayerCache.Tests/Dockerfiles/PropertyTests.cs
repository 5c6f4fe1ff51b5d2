using Cake.DockerLayerCache.Dockerfiles.Ignore;
using FsCheck;
using FsCheck.Fluent;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>Dockerfiles made of lines that make sense, in an order that need not.</summary>
public sealed class PropertyTests
{
    [@Property(MaxTest = 1_500, Arbitrary = new[] { typeof(PropertyTests) }, QuietOnSuccess = true)]
    public void Any_lines_give_a_model_that_survives_being_written_or_a_coded_error(Lines lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Assert.That(AnyDockerfile.Fault(lines.Text), Is.Null, lines.Text);
    }

    [@Property(MaxTest = 500, QuietOnSuccess = true)]
    public void Any_text_gives_a_model_or_a_coded_error(string text) =>
        Assert.That(AnyDockerfile.Fault($"FROM scratch\n{text}\n"), Is.Null);

    [@Property(MaxTest = 500, QuietOnSuccess = true)]
    public void Any_ignore_file_gives_rules_or_a_coded_error(string text) =>
        Assert.That(AnyDockerfile.IgnoreFault(text ?? ""), Is.Null);

    [@Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void A_pattern_of_one_folder_matches_what_its_regular_expression_does(byte[] text, byte[] path)
    {
        // Docker takes most with ** at their ends for the start or the end of a path, and so does the reader.
        var pattern = Of(text, ["a", "b", "/", ".", "*", "?", "[a]", "\\."])
            .Replace("**", "*", StringComparison.Ordinal);
        var file = Of(path, ["a", "b", "/", "."]);
        if (IgnorePattern.Parse(pattern, isException: false) is { } parsed)
        {
            Assert.That(parsed.Matches(file), Is.EqualTo(GlobRegex.Regex(pattern).IsMatch(file)), $"{pattern} {file}");
        }
    }

    private static string Of(byte[] numbers, string[] pieces) =>
        string.Concat((numbers ?? []).Take(3).Select(number => pieces[number % pieces.Length]));

    public static Arbitrary<Lines> Arbitrary() =>
        Gen.Elements(
                "FROM scratch",
                "FROM scratch AS one",
                "FROM scratch AS two",
                "FROM one AS three",
                "FROM $A",
                "FROM ${A:-one}",
                "ARG A=scratch",
                "ARG A",
                "ARG A=one B=\"two words\"",
                "ENV A=1 B=$A",
                "ENV A one two",
                "COPY a b",
                "COPY --from=one a b",
                "COPY --from=0 a b",
                "COPY --from=two --link a b",
                "COPY --chown='a b' c d",
                "COPY <<EOF <<-'X' /d/\ntext \\\nEOF\n\tmore $A\n\tX",
                "RUN --mount=from=three,target=/x ls",
                "RUN --mount=type=cache,target=/c npm ci",
                "RUN <<EOF\nFROM text\nEOF",
                "RUN echo \\\n# comment\n\n  done",
                "RUN [\"a\", \"b\"]",
                "RUN a\\ b \\",
                "LABEL a=\"1 2\" b='3'",
                "WORKDIR /w",
                "ONBUILD COPY --from=one a b",
                "ONBUILD RUN <<EOF\nx\nEOF",
                "HEALTHCHECK --interval=1s CMD true",
                "# comment",
                "",
                "  \t"
            )
            .ArrayOf()
            .Select(lines => new Lines(lines))
            .ToArbitrary();
}

/// <summary>The lines of a Dockerfile.</summary>
public sealed record Lines(IReadOnlyList<string> All)
{
    public string Text => string.Join('\n', All) + "\n";

    public override string ToString() => Text;
}
