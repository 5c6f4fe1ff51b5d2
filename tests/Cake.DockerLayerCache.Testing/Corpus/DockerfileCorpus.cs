namespace Cake.DockerLayerCache.Testing.Corpus;

/// <summary>
/// Dockerfiles that between them use the whole language, each so small that an engine builds it in no time. Their
/// context is what <see cref="WriteContext"/> writes; <c>BUSYBOX</c> is a build argument with an image that has a shell.
/// </summary>
public static class DockerfileCorpus
{
    public const string BaseImage = "BUSYBOX";

    public static IReadOnlyList<CorpusFile> All { get; } =
    [
        .. Named("layout", LayoutFiles.All),
        .. Named("heredoc", HeredocFiles.All),
        .. Named("argument", ArgumentFiles.All),
        .. Named("stage", StageFiles.All),
        .. Named("copy", CopyFiles.All),
        .. Named("run", RunFiles.All),
        .. Named("trigger", TriggerFiles.All),
        .. Named("instruction", InstructionFiles.All),
        .. Named("refused", RefusedFiles.All),
    ];

    /// <summary>Writes the files that a Dockerfile copies; what is in them is of that name's own.</summary>
    public static void WriteContext(TemporaryFolder folder, string name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        foreach (var file in new[] { "a", "b", "d/c", "d/e/f.txt", "two words" })
        {
            folder.Write($"{name}/{file}", $"{file} of {name}\n");
        }
    }

    private static IEnumerable<CorpusFile> Named(string theme, IEnumerable<string> texts) =>
        texts.Select((text, i) => new CorpusFile($"{theme} {i + 1}", text));
}

/// <summary>One Dockerfile of the corpus.</summary>
public sealed record CorpusFile(string Name, string Text)
{
    public override string ToString() => Name;
}
