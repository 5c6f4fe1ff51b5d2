using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Packaging;

public sealed class PackageTests
{
    private const int LargestSize = 300_000;

    private ZipArchive package = null!;
    private XElement metadata = null!;

    [OneTimeSetUp]
    public void Open()
    {
        package = ZipFile.OpenRead(PackedAddin.Package);
        using var nuspec = Entry("Cake.DockerLayerCache.nuspec").Open();
        metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    [OneTimeTearDown]
    public void Close() => package.Dispose();

    [Test]
    public void It_holds_the_addin_with_its_documentation_and_nothing_of_Cake() =>
        Assert.That(
            package
                .Entries.Select(entry => entry.FullName)
                .Where(name => name.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EquivalentTo(["lib/net10.0/Cake.DockerLayerCache.dll", "lib/net10.0/Cake.DockerLayerCache.xml"])
        );

    [Test]
    public void It_holds_the_addin_that_these_tests_have_run() =>
        Assert.That(
            Bytes("lib/net10.0/Cake.DockerLayerCache.dll"),
            Is.EqualTo(File.ReadAllBytes(typeof(DockerLayerCacheAliases).Assembly.Location))
        );

    [Test]
    public void It_depends_on_nothing() => Assert.That(metadata.Descendants(Name("dependency")), Is.Empty);

    [Test]
    public void It_says_what_it_is() =>
        Assert.Multiple(() =>
        {
            Assert.That(Value("id"), Is.EqualTo("Cake.DockerLayerCache"));
            Assert.That(Value("version"), Is.EqualTo(PackedAddin.Version));
            Assert.That(Value("description"), Is.Not.Empty);
            Assert.That(Value("license"), Is.EqualTo("MIT"));
            Assert.That(metadata.Element(Name("license"))!.Attribute("type")!.Value, Is.EqualTo("expression"));
        });

    [Test]
    public void It_is_found_by_the_tags_of_addins() =>
        Assert.That(
            Value("tags").Split(' '),
            Is.SupersetOf(["cake", "script", "build", "cake-build", "addin", "cake-addin"])
        );

    [Test]
    public void It_shows_the_readme_of_the_repository() =>
        Assert.That(Bytes(Value("readme")), Is.EqualTo(File.ReadAllBytes(RepositoryRoot.File("README.md"))));

    [Test]
    public void It_shows_an_icon_of_the_size_that_galleries_ask_for()
    {
        using var icon = new BinaryReader(Entry(Value("icon")).Open());

        var header = icon.ReadBytes(24);

        Assert.That(header[1..4], Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(header[16..24], Is.EqualTo(new byte[] { 0, 0, 0, 128, 0, 0, 0, 128 }), "width and height");
        Assert.That(metadata.Element(Name("iconUrl")), Is.Null, "an icon that is not in the package");
    }

    [Test]
    public void It_may_be_trimmed_and_compiled_ahead_of_time() =>
        Assert.That(
            Assembly
                .Load(Bytes("lib/net10.0/Cake.DockerLayerCache.dll"))
                .GetCustomAttributes<AssemblyMetadataAttribute>()
                .Select(attribute => $"{attribute.Key}={attribute.Value}"),
            Is.SupersetOf(["IsTrimmable=True", "IsAotCompatible=True"])
        );

    [Test]
    public void It_is_small() => Assert.That(new FileInfo(PackedAddin.Package).Length, Is.LessThan(LargestSize));

    [Test]
    public void It_tells_nothing_of_the_machine_that_made_it()
    {
        if (!PackedAddin.IsRelease)
        {
            Assert.Ignore("only a Release build leaves its folder out, so that a Debug build can be debugged");
        }

        var assembly = Encoding.Latin1.GetString(Bytes("lib/net10.0/Cake.DockerLayerCache.dll"));

        Assert.Multiple(() =>
        {
            Assert.That(assembly.Contains("/_/src/", StringComparison.Ordinal), "names its sources from the root on");
            Assert.That(
                !assembly.Contains(RepositoryRoot.Path, StringComparison.Ordinal),
                "has no path of this machine"
            );
        });
    }

    private ZipArchiveEntry Entry(string name) =>
        package.GetEntry(name) ?? throw new FileNotFoundException($"'{name}' is not in {PackedAddin.Package}");

    private byte[] Bytes(string name)
    {
        using var stream = Entry(name).Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private string Value(string element) => metadata.Element(Name(element))!.Value;

    private XName Name(string element) => metadata.Name.Namespace + element;
}
