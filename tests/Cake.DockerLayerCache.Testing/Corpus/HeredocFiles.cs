namespace Cake.DockerLayerCache.Testing.Corpus;

/// <summary>Texts inside the Dockerfile.</summary>
internal static class HeredocFiles
{
    private const string Busybox = "ARG BUSYBOX\nFROM $BUSYBOX\n";

    public static IReadOnlyList<string> All { get; } =
    [
        "FROM scratch\nCOPY <<EOF /x\nhello\nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<EOF /x\nFROM nowhere AS not-a-stage\nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<one <<two /x/\n1\none\n2\ntwo\nCOPY a /\n",
        "FROM scratch\nCOPY a <<EOF b /x/\ntext\nEOF\n",
        "FROM scratch\nCOPY <<-EOF /x\n\ttext\n\tEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<\"EOF\" /x\n$NOT_EXPANDED\nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<'EOF' /x\n${NOT_EXPANDED:?no}\nEOF\nCOPY a /\n",
        "FROM scratch\nARG A=1\nCOPY <<EOF /x\n$A ${A:-b}\nEOF\n",
        "FROM scratch\nCOPY <<E\"O\"F /x\ntext\nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<EOF \\\n  /x\ntext\nEOF\nCOPY a /\n",
        "FROM scratch\nADD <<EOF /x\ntext\nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<EOF /x\nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<EOF /x\n EOF\nEOF \nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<EOF /x\ntext \\\nEOF\nCOPY a /\n",
        "FROM scratch\nCOPY <<EOF /x\n# not a comment\n\nEOF\nCOPY a /\n",
        "FROM scratch\r\nCOPY <<EOF /x\r\ntext\r\nEOF\r\nCOPY a /\r\n",
        "FROM scratch\nCOPY <<a.txt /\ntext\na.txt\n",
        "FROM scratch\nCOPY --chmod=600 <<EOF /x\ntext\nEOF\n",
        "FROM scratch\nLABEL x=\"<<EOF\"\nCOPY a /\n",
        "FROM scratch\nENV X=<<EOF\nCOPY a /\n",
        "FROM scratch\nCOPY [\"a\", \"/<<EOF\"]\nCOPY b /\n",
        Busybox + "RUN <<EOF\necho one\necho two\nEOF\nCOPY a /\n",
        Busybox + "RUN <<EOF sh\necho one\nEOF\nCOPY a /\n",
        Busybox + "RUN cat <<EOF > /x\nFROM text\nEOF\n",
        Busybox + "RUN <<'EOF'\necho $HOME\nEOF\n",
        Busybox + "RUN <<-EOF\n\techo one\n\tEOF\nRUN true\n",
        Busybox + "RUN <<a cat > /x; <<b cat > /y\n1\na\n2\nb\nRUN true\n",
        Busybox + "RUN 3<<EOF cat <&3\ntext\nEOF\n",
        Busybox + "RUN <<EOF\n#!/bin/sh\necho script\nEOF\n",
        Busybox + "RUN echo \"<<EOF\"\nRUN true\n",
        Busybox + "RUN echo '<<EOF'\nRUN true\n",
        Busybox + "RUN [\"echo\", \"<<EOF\"]\nRUN true\n",
        Busybox + "RUN cat <<EOF \\\n  && echo more\ntext\nEOF\nRUN true\n",
        Busybox + "RUN --network=none <<EOF\necho x\nEOF\n",
        Busybox + "RUN <<EOF\nEOF\nRUN true\n",
        Busybox + "RUN echo $((1 << 2))\nRUN true\n",
    ];
}
