using System.Text;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>
/// Makes lines of a step's output, which comes in pieces: one may end in the middle of a line, or of a character.
/// </summary>
internal sealed class LogLines
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private string begun = "";

    public IReadOnlyList<string> Take(ReadOnlySpan<byte> piece)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(piece.Length)];
        var count = decoder.GetChars(piece, characters, flush: false);
        var lines = (begun + new string(characters, 0, count)).Split('\n');
        begun = lines[^1];
        return [.. lines[..^1].Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>What has come of a line that has no end yet; null where there is none.</summary>
    public string? TakeRest()
    {
        var rest = begun.Length > 0 ? begun : null;
        begun = "";
        return rest;
    }
}
