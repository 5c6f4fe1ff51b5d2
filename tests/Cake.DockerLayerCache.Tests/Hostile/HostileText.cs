using FsCheck;
using FsCheck.Fluent;

namespace Cake.DockerLayerCache.Tests.Hostile;

/// <summary>A text that wants to be something else: an option, a command, markup, a line of a log, a path elsewhere.</summary>
public sealed record HostileText(string Text)
{
    private static readonly string[] Pieces =
    [
        "a",
        "=",
        ",",
        "/",
        "-",
        "--push",
        "--file=/etc/passwd",
        "-f",
        " ",
        "\t",
        "\n",
        "\r",
        "\0",
        "\e[31m",
        "\e[8m",
        "\e]0;title\a",
        "\u0085",
        "\u2028",
        "\u202E",
        "\uFEFF",
        "\uD800",
        "\uDC00",
        "\U0001F600",
        "é",
        "$(id)",
        "`id`",
        "${PATH}",
        "; rm -rf x",
        "&& id",
        "| id",
        "> x",
        "'",
        "\"",
        "\\",
        "%PATH%",
        "../..",
        "..\\..",
        "{{json .}}",
        "{0}",
        "::error::x",
        "::set-output name=a::b",
        "##[error]x",
        "##vso[task.setvariable variable=a]b",
        "##teamcity[message text='x']",
        "<script>alert(1)</script>",
        "<!--",
        "](javascript:x)",
        "|",
        "type=local,dest=",
        "https://",
        "@",
        ":",
        "#",
        "*",
        "?",
    ];

    /// <summary>Those that are tried in any case, behind what makes them a value.</summary>
    public static IEnumerable<string> Fixed(string before) =>
        Pieces
            .Append("two\n::error::lines")
            .Append(new('a', 100_000))
            .Append(new('é', 200_000))
            .Select(text => before + text);

    public static Arbitrary<HostileText> Arbitrary() =>
        Gen.OneOf(
                Gen.Elements(Pieces).ArrayOf().Select(string.Concat),
                Gen.Elements(Pieces).ArrayOf().Select(pieces => "A=" + string.Concat(pieces)),
                Gen.Choose(0, char.MaxValue).Select(c => (char)c).ArrayOf().Select(characters => new string(characters))
            )
            .Select(text => new HostileText(text))
            .ToArbitrary();

    public override string ToString() => System.Text.Json.JsonSerializer.Serialize(Text);
}
