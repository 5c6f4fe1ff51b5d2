namespace Cake.DockerLayerCache.Tests.CommandLines;

/// <summary>What people write into settings, and a shell or a command line may take for something else.</summary>
internal static class Values
{
    public static readonly string[] All =
    [
        "plain",
        "two words",
        "  at both ends  ",
        "it's",
        "''",
        "say \"hello\"",
        "$HOME ${PATH} $(id) `id`",
        @"back\slash",
        @"\\two\\",
        @"ends with one \",
        @"a slash before a quote \""",
        "ünïcödé ☃ 🐳",
        "two\nlines",
        "a\ttab\r",
        "*.cs [a] ? ~ {b,c}",
        "# no comment",
        "a; b | c & d < e > f ! g",
        "-x",
        "--no-cache",
        // Each alone, since one that must be quoted would hide another.
        "$HOME",
        "`id`",
        "a;b",
        "a&b",
        "a|b",
        "a<b",
        "a>b",
        "(a)",
        "#a",
        "!a",
        "~",
        "*",
        "?",
        "[a]",
        "{a,b}",
        @"a\b",
        "a^b",
        "%PATH%",
        "=",
        ",",
        "",
    ];

    /// <summary>Those that can name a file: Cake cuts space off the ends of a path, and takes <c>\</c> for <c>/</c>.</summary>
    public static IEnumerable<string> ThatNameFiles =>
        All.Where(value =>
            value.Length > 0 && value.Trim() == value && !value.Contains('\\', StringComparison.Ordinal)
        );
}
