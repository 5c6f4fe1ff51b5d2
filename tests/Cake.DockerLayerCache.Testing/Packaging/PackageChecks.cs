using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Cake.Core.Annotations;

namespace Cake.DockerLayerCache.Testing.Packaging;

/// <summary>What Cake asks of an addin's package, and what every package of this repository is to be.</summary>
/// <param name="frontDoor">The class that has the addin's aliases.</param>
/// <param name="readme">The file of this repository that the package shows.</param>
/// <param name="largestSize">In bytes; the package is smaller.</param>
public abstract class PackageChecks(Type frontDoor, string readme, int largestSize)
{
    private readonly string id = frontDoor.Assembly.GetName().Name!;

    /// <summary>The file of the package, known once it is packed.</summary>
    protected abstract string File { get; }

    protected PackedFile Package { get; private set; } = null!;

    protected string Assembly => $"lib/net10.0/{id}.dll";

    protected string Documentation => $"lib/net10.0/{id}.xml";

    [OneTimeSetUp]
    public void Open() => Package = new PackedFile(File, id);

    [OneTimeTearDown]
    public void Close() => Package?.Dispose();

    [Test]
    public void It_holds_the_addin_with_its_documentation_and_nothing_of_Cake() =>
        Assert.That(
            Package.Files.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EquivalentTo([Assembly, Documentation])
        );

    [Test]
    public void It_holds_the_addin_that_these_tests_have_run() =>
        Assert.That(Package.Bytes(Assembly), Is.EqualTo(System.IO.File.ReadAllBytes(frontDoor.Assembly.Location)));

    [Test]
    public void It_says_what_it_is() =>
        Assert.Multiple(() =>
        {
            Assert.That(Package.Value("id"), Is.EqualTo(id));
            Assert.That(
                Package.Value("version"),
                Is.EqualTo(
                    frontDoor
                        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                        .InformationalVersion.Split('+')[0]
                )
            );
            Assert.That(Package.Value("description"), Is.Not.Empty);
            Assert.That(Package.Value("license"), Is.EqualTo("MIT"));
            Assert.That(Package.Element("license")!.Attribute("type")!.Value, Is.EqualTo("expression"));
        });

    [Test]
    public void It_is_found_by_the_tags_of_addins() =>
        Assert.That(
            Package.Value("tags").Split(' '),
            Is.SupersetOf(["cake", "script", "build", "cake-build", "addin", "cake-addin"])
        );

    [Test]
    public void It_shows_its_page_of_the_repository() =>
        Assert.That(
            Package.Bytes(Package.Value("readme")),
            Is.EqualTo(System.IO.File.ReadAllBytes(RepositoryRoot.File(readme)))
        );

    [Test]
    public void It_shows_an_icon_of_the_size_that_galleries_ask_for()
    {
        var header = Package.Bytes(Package.Value("icon"))[..24];

        Assert.That(header[1..4], Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(header[16..24], Is.EqualTo(new byte[] { 0, 0, 0, 128, 0, 0, 0, 128 }), "width and height");
        Assert.That(Package.Element("iconUrl"), Is.Null, "an icon that is not in the package");
    }

    [Test]
    public void It_is_small() => Assert.That(Package.Size, Is.LessThan(largestSize));

    [Test]
    public void It_tells_nothing_of_the_machine_that_made_it()
    {
        if (AddinPackage.Configuration != "Release")
        {
            Assert.Ignore("only a Release build leaves its folder out, so that a Debug build can be debugged");
        }

        var assembly = Encoding.Latin1.GetString(Package.Bytes(Assembly));

        Assert.Multiple(() =>
        {
            Assert.That(assembly.Contains("/_/src/", StringComparison.Ordinal), "names its sources from the root on");
            Assert.That(
                !assembly.Contains(RepositoryRoot.Path, StringComparison.Ordinal),
                "has no path of this machine"
            );
        });
    }

    [Test]
    public void It_says_of_every_alias_what_it_does_takes_and_returns_with_an_example()
    {
        using var xml = Package.Open(Documentation);
        var members = XDocument.Load(xml).Descendants("member").ToList();
        var aliases = frontDoor
            .GetMethods()
            .Where(method => method.IsDefined(typeof(CakeMethodAliasAttribute)))
            .ToList();

        Assert.That(aliases, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var alias in aliases)
            {
                CheckDocumentation(alias, members);
            }
        });
    }

    private static void CheckDocumentation(MethodInfo alias, IEnumerable<XElement> members)
    {
        // As the compiler writes it: M:Type.Method(Context,Settings,System.Action{Settings})
        var signature =
            $"M:{alias.DeclaringType!.FullName}.{alias.Name}({string.Join(',', alias.GetParameters().Select(Written))})";
        var documentation = members.Where(member => member.Attribute("name")!.Value == signature).ToList();

        Assert.That(documentation, Has.Count.EqualTo(1), signature);
        if (documentation is not [var text])
        {
            return;
        }

        Assert.That(Text(text, "summary"), Is.Not.Empty, signature);
        Assert.That(
            text.Elements("param").Where(each => each.Value.Trim() != "").Select(each => each.Attribute("name")!.Value),
            Is.EqualTo(alias.GetParameters().Select(parameter => parameter.Name)),
            signature
        );
        Assert.That(Text(text, "returns"), Is.Not.Empty, signature);
        Assert.That(text.Element("example")?.Element("code")?.Value ?? "", Does.Contain(alias.Name), signature);
    }

    private static string Text(XElement member, string element) => member.Element(element)?.Value.Trim() ?? "";

    private static string Written(ParameterInfo parameter) => Written(parameter.ParameterType);

    private static string Written(Type type) =>
        type switch
        {
            { IsArray: true } => $"{Written(type.GetElementType()!)}[]",
            { IsGenericType: true } =>
                $"{type.FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Written))}}}",
            _ => type.FullName!,
        };
}
