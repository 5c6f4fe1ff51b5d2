namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The lines of a text, one after the other, without copying it.</summary>
internal sealed class SourceLines(string text)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Where the next line starts.</summary>
    public int Position { get; private set; } = text.StartsWith(ByteOrderMark) ? 1 : 0;

    /// <summary>The number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    public bool TryRead(out ReadOnlySpan<char> line)
    {
        line = default;
        if (Position >= text.Length)
        {
            return false;
        }

        var rest = text.AsSpan(Position);
        var length = rest.IndexOf('\n');
        line = (length < 0 ? rest : rest[..length]).TrimEnd('\r');
        Position += length < 0 ? rest.Length : length + 1;
        Number++;
        return true;
    }

    public string Between(int start, int end) => text[start..end];
}
