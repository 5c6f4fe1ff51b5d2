namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>The words of a variable's name: <c>GIT_COMMIT</c> has COMMIT in it, and COMMITTEE has not.</summary>
internal readonly struct NameWords(string name)
{
    private readonly string words = $"_{name.ToUpperInvariant().Replace('.', '_').Replace('-', '_')}_";

    public bool Have(string each) => words.Contains($"_{each}_", StringComparison.Ordinal);

    public bool EndWith(string each) => words.EndsWith($"_{each}_", StringComparison.Ordinal);
}
