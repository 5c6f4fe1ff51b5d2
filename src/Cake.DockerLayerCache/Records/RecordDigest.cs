using System.Security.Cryptography;
using System.Text;

namespace Cake.DockerLayerCache.Records;

/// <summary>
/// Makes digests for a record. They are salted, so that nobody can look a value up in a list that is good for all records,
/// and cut: what is left of a value cannot be found again, only told apart from another.
/// </summary>
internal sealed class RecordDigest(string salt)
{
    private const int ContentBytes = 9;

    // So few that a guess which fits proves nothing: among all values of eight characters a million fit.
    private const int ValueBytes = 4;

    public string Salt => salt;

    public static RecordDigest New() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(12)));

    /// <summary>Of a text that anyone may know who has the record: an instruction, a file.</summary>
    public string OfContent(params ReadOnlySpan<string> parts) => Cut(ContentBytes, parts);

    /// <summary>Of a value that may be nobody's business.</summary>
    public string OfValue(string value) => Cut(ValueBytes, [value]);

    private string Cut(int bytes, ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(salt));
        foreach (var part in parts)
        {
            var content = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(content.Length));
            hash.AppendData(content);
        }

        return Convert.ToBase64String(hash.GetHashAndReset().AsSpan(0, bytes)).TrimEnd('=');
    }
}
