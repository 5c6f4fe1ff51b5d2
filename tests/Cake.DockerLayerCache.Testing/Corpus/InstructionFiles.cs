namespace Cake.DockerLayerCache.Testing.Corpus;

/// <summary>The instructions that make no layer.</summary>
internal static class InstructionFiles
{
    public static IReadOnlyList<string> All { get; } =
    [
        "FROM scratch\nCMD [\"/a\"]\nCOPY a /\n",
        "FROM scratch\nCMD /a\nCOPY a /\n",
        "FROM scratch\nCMD\nCOPY a /\n",
        "FROM scratch\nCMD []\nCOPY a /\n",
        "FROM scratch\nENTRYPOINT [\"/a\", \"b\"]\nCOPY a /\n",
        "FROM scratch\nENTRYPOINT []\nCOPY a /\n",
        "FROM scratch\nENTRYPOINT\nCOPY a /\n",
        "FROM scratch\nEXPOSE 80 443/tcp\nCOPY a /\n",
        "FROM scratch\nEXPOSE 8000-8010\nCOPY a /\n",
        "FROM scratch\nARG PORTS=\"3000 4000/udp\"\nEXPOSE $PORTS\nCOPY a /\n",
        "FROM scratch\nEXPOSE $NONE\nCOPY a /\n",
        "FROM scratch\nUSER 1000\nCOPY a /\n",
        "FROM scratch\nUSER a:b\nCOPY a /\n",
        "FROM scratch\nVOLUME /v\nCOPY a /\n",
        "FROM scratch\nVOLUME [\"/v\", \"/w\"]\nCOPY a /\n",
        "FROM scratch\nSTOPSIGNAL SIGTERM\nCOPY a /\n",
        "FROM scratch\nSHELL [\"/bin/sh\", \"-c\"]\nCOPY a /\n",
        "FROM scratch\nMAINTAINER someone <a@b.c>\nCOPY a /\n",
        "FROM scratch\nHEALTHCHECK NONE\nCOPY a /\n",
        "FROM scratch\nHEALTHCHECK CMD true\nCOPY a /\n",
        "FROM scratch\nHEALTHCHECK --interval=30s --timeout=1m30s --retries=3 CMD [\"true\"]\nCOPY a /\n",
        "FROM scratch\nHEALTHCHECK --start-period=0 --start-interval=1.5s cmd true\nCOPY a /\n",
        "FROM scratch\nLABEL a=1 b=\"2 3\" c='4'\nCOPY a /\n",
        "FROM scratch\nLABEL a 1\nCOPY a /\n",
        "FROM scratch\nLABEL \"a b\"=c\nCOPY a /\n",
        "FROM scratch\nLABEL a= b=\nCOPY a /\n",
        "FROM scratch\nWORKDIR /w25\nWORKDIR x\nCOPY a .\n",
        "FROM scratch\nWORKDIR /two words\nCOPY a .\n",
        "FROM scratch\nWORKDIR \"/w27\"\nCOPY a .\n",
        "FROM scratch\nENV A=1 \\\n  B=2\nCOPY a /\n",
        "FROM scratch\nENV A=\nCOPY a /\n",
        "FROM scratch\nENV A b=c\nCOPY a /\n",
        "FROM scratch\nARG A B C=1\nCOPY a /\n",
    ];
}
