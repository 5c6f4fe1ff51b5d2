namespace Cake.DockerLayerCache.IntegrationTests.Language;

/// <summary>Texts of <c>.dockerignore</c>, and trees of files to try them on.</summary>
internal static class IgnoreSets
{
    public const int Trees = 3;
    public const int Generated = 90;

    public static IReadOnlyList<string> Written { get; } =
    [
        "",
        "\n\n",
        "# a\n# b\n",
        " # a\n",
        "a\n",
        "a",
        "/a\n",
        "./a\n",
        "a/\n",
        "//a//\n",
        "  a  \n",
        "a\t\n",
        "\ta\n",
        "a\r\nb\r\n",
        "\uFEFFa\n",
        "\uFEFF# x\na\n",
        "a/b\n",
        "a/./b\n",
        "a/../b\n",
        "../a\n",
        ".\n",
        "/\n",
        "./\n",
        "*\n",
        "**\n",
        "*/\n",
        "*/*\n",
        "*/b\n",
        "*/*/b\n",
        "**/b\n",
        "**/*.txt\n",
        "*.txt\n",
        "a/**\n",
        "a/**/b\n",
        "a/*/b\n",
        "**/a/**\n",
        "**/a/*\n",
        "a**\n",
        "**a\n",
        "a**b\n",
        "**/\n",
        "**/**\n",
        "***\n",
        "?\n",
        "??\n",
        "a?\n",
        "?/b\n",
        "[ab]\n",
        "[a-c]\n",
        "[^a]\n",
        "[!a]\n",
        "[a-ce]*\n",
        "*.[tl]*\n",
        "[[]\n",
        "a[b]c\n",
        "\\a\n",
        "\\*\n",
        "\\[a]\n",
        "a\\ b\n",
        "\\d\n",
        "[*]\n",
        "[?]\n",
        "*^a\n",
        "^a\n",
        "a.txt\n",
        "a+b\n",
        "(a)\n",
        "a|b\n",
        "{a,b}\n",
        "$a\n",
        "*$a\n",
        "*(a)\n",
        "*\n!a\n",
        "*\n!a/b\n",
        "*\n!a/**\n",
        "*\n!**/b\n",
        "*\n!*.txt\n",
        "*\n!a\na/b\n",
        "*\n!a\na/b\n!a/b/a\n",
        "a\n!a/b\n",
        "a\n!a\n",
        "a/b\n!a\n",
        "!a\na\n",
        "!a\n",
        "**\n!a\n",
        "**\n!a/b\n",
        "**\n!**/*.txt\n",
        "**\n!*/b\n",
        "a\nb\n!a/b\n!b/a\n",
        "a/*\n!a/b\n",
        "a/**\n!a/b/**\n",
        "*/b\n!a/b\n",
        "! a\n",
        "*\n! a\n",
        "*\n!/a\n",
        "*\n!./a/\n",
        "*\n!a/../b\n",
        "*\n!\\a\n",
        "*\n!b*\n",
        "*\n!a/b*\n",
        "*\n!a*/b\n",
        "*\n!*/b\n",
        "a\n!a/b/a\n",
        "a\n!**/a\n",
        ".git\n",
        ".*\n",
        "**/.*\n",
        "*\n!.git\n",
        "é\n",
        "?é\n",
        "[é]\n",
        "日*\n",
        "😀\n",
        "?\n!😀\n",
        "a b\n",
        "\"a\"\n",
        "#a\n",
        "\\#a\n",
        "a#b\n",
        "a\n#b\nb\n",
        "*.txt\n!a.txt\n*.log\n!b.log\n",
        "a/b/a\na/b\n!a/b/b\n",
    ];

    /// <summary>Patterns put together at random, always the same ones.</summary>
    public static IEnumerable<string> Generate(int count)
    {
        var random = new Random(20_261);
        string[] parts = ["a", "b", "*", "**", "?", "[ab]", "[^b]", "a*", "*.txt", "b?", "a.txt", ".git", "c", "*b*"];
        for (var set = 0; set < count; set++)
        {
            var lines = Enumerable
                .Range(0, random.Next(1, 6))
                .Select(_ =>
                    (random.Next(3) == 0 ? "!" : "")
                    + (random.Next(6) == 0 ? "/" : "")
                    + string.Join(
                        '/',
                        Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(parts.Length)])
                    )
                    + (random.Next(6) == 0 ? "/" : "")
                );
            yield return string.Join('\n', lines) + "\n";
        }
    }

    public static void WriteTree(string folder, int number)
    {
        string[] names = number switch
        {
            0 => ["a", "b", "c", "a.txt", ".git"],
            1 => ["a", "b", "ab", "b.log", "a b"],
            _ => ["a", "b", "é", "x.txt", ".x"],
        };
        Write(folder, names, depth: 3);
        string[] odd = number switch
        {
            0 => ["#a", "a#b", "*", "[a]", "5", "😀", "日本", "$a", "(a)"],
            1 => ["d", "^a", "a+b", "{a,b}", "a|b", "\"a\"", "aé", "-"],
            _ => ["7", "a[b]c", "abc", "a.b", "!a", "\\a", "]", "ABC"],
        };
        foreach (var name in odd)
        {
            File.WriteAllText(Path.Combine(folder, name), name);
        }
    }

    private static void Write(string folder, string[] names, int depth)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in names)
        {
            // Folders above, files below; where the name says what it is, a file.
            if (depth > 1 && !name.Contains('.', StringComparison.Ordinal) || name is ".git" && depth == 3)
            {
                Write(Path.Combine(folder, name), names, depth - 1);
            }
            else
            {
                File.WriteAllText(Path.Combine(folder, name), name);
            }
        }
    }
}
