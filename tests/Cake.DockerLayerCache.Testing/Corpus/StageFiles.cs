namespace Cake.DockerLayerCache.Testing.Corpus;

/// <summary>Stages: their names, what they go on from, and which of them a target needs.</summary>
internal static class StageFiles
{
    public static IReadOnlyList<string> All { get; } =
    [
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS two\nCOPY b /\n",
        "FROM scratch AS one\nCOPY a /\nFROM one AS two\nCOPY b /\nFROM two AS three\nCOPY d /\n",
        "FROM scratch as ONE\nCOPY a /\nFROM one\nCOPY b /\n",
        "FROM scratch AS One\nCOPY a /\nFROM scratch\nCOPY --from=ONE /a /of-one/\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS two\nCOPY b /\nFROM scratch\nCOPY --from=one /a /of-one/\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS two\nCOPY b /\nFROM scratch\nCOPY --from=two /b /of-two/\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS two\nCOPY b /\nFROM scratch\nCOPY --from=one /a /of-one/\nCOPY --from=two /b /of-two/\n",
        "FROM scratch\nCOPY a /\nFROM scratch\nCOPY --from=0 /a /of-0/\n",
        "FROM scratch\nCOPY a /\nFROM scratch\nCOPY b /\nFROM scratch\nCOPY --from=1 /b /of-1/\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch\nCOPY --from=0 /a /of-0/\n",
        "FROM scratch AS one\nCOPY a /\nFROM one\nCOPY --from=one /a /x\n",
        "FROM scratch AS base\nCOPY a /\nFROM base AS left\nCOPY b /\nFROM base AS right\nCOPY d /\nFROM scratch\nCOPY --from=left / /l/\nCOPY --from=right / /r/\n",
        "FROM scratch AS base\nCOPY a /\nFROM base AS left\nCOPY b /\nFROM base AS right\nCOPY d /\nFROM left\nCOPY a /z\n",
        "FROM scratch AS unused\nCOPY a /\nFROM scratch\nCOPY b /\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS one\nCOPY b /\nFROM scratch\nCOPY --from=one /b /of-one/\n",
        "FROM scratch AS one\nCOPY a /\nFROM one AS one\nCOPY b /\nFROM one\nCOPY d /\n",
        "FROM scratch AS one\nCOPY a /\nFROM one AS two\nFROM two AS three\nCOPY b /\n",
        "FROM scratch AS one\nFROM one AS two\nFROM two\nCOPY a /\n",
        "FROM scratch AS a.b-c_d\nCOPY a /\nFROM a.b-c_d\nCOPY b /\n",
        "FROM scratch AS busybox\nCOPY a /\nFROM busybox\nCOPY b /\n",
        "FROM scratch AS z9\nCOPY a /\nFROM scratch\nCOPY --from=z9 /a /of-z9/\nCOPY --from=z9 /a /b\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS two\nCOPY --from=one /a /of-one/\nFROM scratch AS three\nCOPY --from=two /of-one/a /of-two/\nFROM scratch\nCOPY --from=three /of-two/a /of-three/\n",
        "FROM scratch AS one\nCOPY a /\nFROM one AS test\nCOPY b /\nFROM one AS final\nCOPY d /\n",
        "FROM scratch AS first\nCOPY a /\nFROM scratch\nCOPY b /\nFROM scratch AS third\nCOPY --from=1 /b /of-1/\nCOPY --from=first /a /of-first/\n",
        "FROM scratch\nCOPY a /\n",
        "FROM scratch AS only\nCOPY a /\nCOPY b /\nCOPY d /\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS two\nCOPY --from=one / /of-one/\nFROM two AS three\nCOPY b /\nFROM one AS four\nCOPY --from=three /b /of-three/\n",
        "FROM scratch AS s0\nCOPY a /\nFROM s0 AS s1\nCOPY a /1\nFROM s1 AS s2\nCOPY a /2\nFROM s2 AS s3\nCOPY a /3\nFROM s3 AS s4\nCOPY a /4\nFROM s0\nCOPY --from=s4 /4 /of-s4/\n",
        "FROM scratch AS one\nCOPY a /\nFROM scratch AS stage-1\nCOPY b /\nFROM stage-1\nCOPY d /\n",
        "FROM scratch AS default\nCOPY a /\nFROM default\nCOPY b /\n",
        "FROM scratch AS context\nCOPY a /\nFROM scratch\nCOPY --from=context /a /of-context/\n",
        "FROM scratch AS one\nLABEL x=1\nFROM one\nCOPY a /\n",
        "FROM scratch AS one\nWORKDIR /s33\nFROM one\nCOPY a .\n",
        "FROM scratch AS one\nCOPY a /\n\nFROM scratch AS two\n\nCOPY --from=one \\\n  /a \\\n  /\n",
        "FROM scratch AS l\nCOPY a /\nFROM scratch AS m\nCOPY --from=l /a /of-l/\nFROM scratch AS n\nCOPY --from=l /a /l\nCOPY --from=m /of-l/a /m\nFROM scratch AS o\nCOPY --from=n / /of-n/\n",
        "FROM scratch AS x\nCOPY a /\nFROM scratch\nCOPY --from=0 /a /of-0/\nFROM scratch AS y\nCOPY --from=1 /of-0/a /of-1/\n",
        "ARG BUSYBOX\nFROM $BUSYBOX AS tools\nRUN true\nFROM scratch\nCOPY --from=tools /bin/sh /\n",
        "ARG BUSYBOX\nFROM $BUSYBOX AS tools\nFROM tools AS one\nRUN true\nFROM tools AS two\nRUN echo 2\nFROM one\nCOPY --from=two /bin/sh /s\n",
        "ARG BUSYBOX\nFROM $BUSYBOX\nRUN echo 1\nFROM $BUSYBOX\nRUN echo 2\n",
        "ARG BUSYBOX\nFROM scratch\nCOPY --from=$BUSYBOX /bin/sh /\n",
    ];
}
