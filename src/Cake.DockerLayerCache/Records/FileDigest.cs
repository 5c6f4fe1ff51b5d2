using System.Globalization;

namespace Cake.DockerLayerCache.Records;

/// <summary>
/// What a file was: a digest of its content, or of where a link leads, and its mode; of a folder, one of all that is in
/// it.
/// </summary>
/// <param name="Content">A digest, cut to what tells two contents apart.</param>
/// <param name="Mode">The bits of a Unix mode; 0 where there are none.</param>
internal readonly record struct FileDigest(string Content, int Mode)
{
    /// <summary>As <see cref="ToString"/> writes it.</summary>
    public static FileDigest Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new FileDigest(text, 0) : new FileDigest(text[..colon], Octal(text[(colon + 1)..]));
    }

    /// <summary>The mode as a person writes it: <c>644</c>.</summary>
    public string ModeText => Convert.ToString(Mode, 8);

    public override string ToString() =>
        Mode == 0 ? Content : string.Create(CultureInfo.InvariantCulture, $"{Content}:{ModeText}");

    private static int Octal(string text) =>
        text.All(c => c is >= '0' and <= '7') && text.Length is > 0 and < 8 ? Convert.ToInt32(text, 8) : 0;
}
