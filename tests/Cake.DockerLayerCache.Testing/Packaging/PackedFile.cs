using System.IO.Compression;
using System.Xml.Linq;

namespace Cake.DockerLayerCache.Testing.Packaging;

/// <summary>A package that is opened, with what its description says.</summary>
public sealed class PackedFile : IDisposable
{
    private readonly ZipArchive archive;
    private readonly XElement metadata;

    /// <summary>Opens it and reads what it says of itself.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="id">The name before the version in that of the file.</param>
    public PackedFile(string path, string id)
    {
        Path = path;
        archive = ZipFile.OpenRead(path);
        using var description = Open($"{id}.nuspec");
        metadata = XDocument.Load(description).Root!.Elements().Single();
    }

    public string Path { get; }

    public long Size => new FileInfo(Path).Length;

    public IEnumerable<string> Files => archive.Entries.Select(entry => entry.FullName);

    /// <summary>An id and a version each.</summary>
    public IEnumerable<string> Dependencies =>
        metadata
            .Descendants(Name("dependency"))
            .Select(each => $"{each.Attribute("id")!.Value} {each.Attribute("version")!.Value}");

    public XElement? Element(string name) => metadata.Element(Name(name));

    public string Value(string name) =>
        Element(name)?.Value ?? throw new InvalidOperationException($"there is no <{name}> in {Path}");

    public byte[] Bytes(string file)
    {
        using var stream = Open(file);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public Stream Open(string file) =>
        (archive.GetEntry(file) ?? throw new FileNotFoundException($"'{file}' is not in {Path}")).Open();

    public void Dispose() => archive.Dispose();

    private XName Name(string name) => metadata.Name.Namespace + name;
}
