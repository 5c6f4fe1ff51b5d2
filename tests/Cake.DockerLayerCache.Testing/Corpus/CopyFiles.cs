namespace Cake.DockerLayerCache.Testing.Corpus;

/// <summary>COPY and ADD with all their flags.</summary>
internal static class CopyFiles
{
    private const string Source = "FROM scratch AS source\nCOPY a b /\n";

    public static IReadOnlyList<string> All { get; } =
    [
        "FROM scratch\nCOPY . /\n",
        "FROM scratch\nCOPY ./ /x/\n",
        "FROM scratch\nCOPY d /x\n",
        "FROM scratch\nCOPY a b /x/\n",
        "FROM scratch\nCOPY * /x/\n",
        "FROM scratch\nCOPY d/* /x/\n",
        "FROM scratch\nCOPY [\"a\", \"/\"]\n",
        "FROM scratch\nCOPY [\"two words\", \"/\"]\n",
        "FROM scratch\nCOPY [ \"a\" , \"b\" , \"/x/\" ]\n",
        "FROM scratch\nCOPY --link a /\n",
        "FROM scratch\nCOPY --link=true a /\n",
        "FROM scratch\nCOPY --link=false a /\n",
        "FROM scratch\nCOPY --chmod=644 a /\n",
        "FROM scratch\nCOPY --chown=1:2 a /\n",
        "FROM scratch\nCOPY --chown=1 --chmod=0600 --link a /\n",
        "FROM scratch\nCOPY --exclude=*.txt d /d\n",
        "FROM scratch\nCOPY --exclude=a --exclude=b . /\n",
        "FROM scratch\nADD a /\n",
        "FROM scratch\nADD --chmod=644 --link a /\n",
        "FROM scratch\nADD --unpack=false a /\n",
        "FROM scratch\nADD --keep-git-dir=false a /\n",
        "FROM scratch\nADD [\"a\", \"b\", \"/x/\"]\n",
        Source + "FROM scratch\nCOPY --from=source a /\n",
        Source + "FROM scratch\nCOPY --from=\"source\" a /\n",
        Source + "FROM scratch\nCOPY --from='source' a /\n",
        Source + "FROM scratch\nCOPY --from=source --link a /\n",
        Source + "FROM scratch\nCOPY --link --from=source [\"a\", \"/\"]\n",
        Source + "FROM scratch\nCOPY --from=source a \\\n  b \\\n  /\n",
        Source + "FROM scratch\nCOPY   --from=source   a   /\n",
        Source + "FROM scratch\nCOPY --from=source --exclude=b / /x/\n",
        Source + "FROM scratch\nCOPY --from=0 / /\n",
        Source + "FROM scratch\nCOPY --from=+0 / /\n",
        Source + "FROM scratch\nCOPY --from=00 / /\n",
        Source + "FROM scratch\nCOPY --chown=1:1 --from=source a /\nCOPY a /from=source\n",
        Source + "FROM scratch\nCOPY --from= a /\n",
        Source + "FROM scratch\nCOPY -- a /\n",
        "FROM scratch\nCOPY a /--from=source\n",
    ];
}
