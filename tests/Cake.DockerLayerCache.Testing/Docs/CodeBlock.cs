namespace Cake.DockerLayerCache.Testing.Docs;

/// <summary>A fenced block of a page; <paramref name="Line"/> is that of its first line of text.</summary>
public sealed record CodeBlock(Page Page, int Line, string Language, string Section, string Text)
{
    public const string CSharp = "csharp";
    public const string Shell = "sh";
    public const string Dockerfile = "dockerfile";
    public const string Output = "text";

    /// <summary>The file that it is the content of, where the line above ends with one's name: <c>`build.cake`:</c>.</summary>
    public required string? File { get; init; }

    /// <summary>Whether it is a file of a sample, which is compiled and run with the sample.</summary>
    public bool IsOfSample => File?.StartsWith("samples/", StringComparison.Ordinal) == true;

    /// <summary>Where it stands, as an editor opens it.</summary>
    public string Place => $"{Page.Path}:{Line}";

    public override string ToString() => Place;
}
