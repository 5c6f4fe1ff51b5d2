using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>What a debugger finds in a package and its symbols.</summary>
public sealed class SymbolFile : IDisposable
{
    // Kinds of custom debug information, from the specification of portable PDB files.
    private static readonly Guid SourceLinkKind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSourceKind = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly MetadataReaderProvider provider;
    private readonly MetadataReader symbols;
    private readonly PEReader assembly;

    public SymbolFile(string package, string symbolPackage)
    {
        provider = MetadataReaderProvider.FromPortablePdbStream(
            Entry(symbolPackage, "lib/net10.0/Cake.DockerLayerCache.pdb")
        );
        symbols = provider.GetMetadataReader();
        assembly = new PEReader(Entry(package, "lib/net10.0/Cake.DockerLayerCache.dll"));
    }

    public bool IsOfTheAssembly =>
        assembly.ReadCodeViewDebugDirectoryData(DebugEntry(DebugDirectoryEntryType.CodeView)).Guid
        == new BlobContentId(symbols.DebugMetadataHeader!.Id).Guid;

    public bool IsDeterministic => DebugEntry(DebugDirectoryEntryType.Reproducible).Type != default;

    /// <summary>The map from paths to addresses, as JSON.</summary>
    public string SourceLink =>
        Encoding.UTF8.GetString(
            Information(EntityHandle.ModuleDefinition, SourceLinkKind)
                ?? throw new InvalidDataException("there is no source link in the symbols")
        );

    /// <summary>The source files, and of each whether its text is in the symbols.</summary>
    public IReadOnlyDictionary<string, bool> Documents =>
        symbols.Documents.ToDictionary(
            handle => symbols.GetString(symbols.GetDocument(handle).Name),
            handle => Information(handle, EmbeddedSourceKind) is not null,
            StringComparer.Ordinal
        );

    public void Dispose()
    {
        provider.Dispose();
        assembly.Dispose();
    }

    private DebugDirectoryEntry DebugEntry(DebugDirectoryEntryType type) =>
        assembly.ReadDebugDirectory().SingleOrDefault(entry => entry.Type == type);

    private byte[]? Information(EntityHandle parent, Guid kind) =>
        symbols
            .GetCustomDebugInformation(parent)
            .Select(symbols.GetCustomDebugInformation)
            .Where(information => symbols.GetGuid(information.Kind) == kind)
            .Select(information => symbols.GetBlobBytes(information.Value))
            .SingleOrDefault();

    private static MemoryStream Entry(string package, string name)
    {
        using var archive = ZipFile.OpenRead(package);
        using var entry = archive.GetEntry(name)!.Open();
        var copy = new MemoryStream();
        entry.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
