namespace Cake.DockerLayerCache.Testing.Corpus;

/// <summary>ONBUILD: what a stage leaves to those that go on from it.</summary>
internal static class TriggerFiles
{
    public static IReadOnlyList<string> All { get; } =
    [
        "FROM scratch AS one\nONBUILD COPY a /\nFROM one\nCOPY b /\n",
        "FROM scratch AS one\nONBUILD COPY a /\nONBUILD COPY b /\nFROM one AS two\nFROM two\nCOPY d /\n",
        "FROM scratch AS files\nCOPY a /\nFROM scratch AS one\nONBUILD COPY --from=files /a /of-files/\nFROM one\nCOPY b /\n",
        "FROM scratch AS files\nCOPY a /\nFROM scratch AS one\nONBUILD COPY --from=files /a /of-files/\nCOPY b /\n",
        "FROM scratch\nONBUILD RUN make\nCOPY a /\n",
        "FROM scratch\nonbuild copy a /\nCOPY b /\n",
        "FROM scratch AS one\nONBUILD ENV A=a\nFROM one\nCOPY $A /\n",
        "FROM scratch AS one\nONBUILD WORKDIR /t8\nFROM one\nCOPY a .\n",
        "FROM scratch AS one\nONBUILD LABEL x=1\nFROM one\nCOPY a /\n",
        "FROM scratch AS one\nONBUILD COPY a \\\n  b /\nFROM one\nCOPY d /\n",
    ];
}
