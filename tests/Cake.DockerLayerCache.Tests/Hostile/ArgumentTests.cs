using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Showing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace Cake.DockerLayerCache.Tests.Hostile;

/// <summary>
/// Whatever a setting holds: the build is refused with a code, or a real process has got it as the value of its flag,
/// byte for byte, and the rest of the command line is what it is without the setting.
/// </summary>
public sealed class ArgumentTests
{
    // A few settings do not go to docker as they are: what follows from them are references and labels.
    private static readonly Regex Derived = new(
        "^[a-zA-Z0-9][a-zA-Z0-9._:/=,+-]*$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    private static readonly string[] Named = ["Annotation", "BuildArg", "BuildContext", "Label", "SecretBuildArg"];

    private static readonly string[] Given =
    [
        "AddHost",
        "Annotation",
        "BuildArg",
        "BuildContext",
        "Builder",
        "CacheFrom",
        "CacheTo",
        "Label",
        "Network",
        "Platform",
        "Provenance",
        "Sbom",
        "Secret",
        "ShmSize",
        "Ssh",
        "Ulimit",
    ];

    // What these say takes the place of what is said without them.
    private static readonly string[] Replacing = ["CacheImage", "CacheScope", "CacheTo", "Image", "Provenance", "Tags"];

    private DockerStandIn docker = null!;
    private Workspace workspace = null!;
    private List<string>? plain;
    private int accepted;

    [OneTimeSetUp]
    public void Start()
    {
        docker = Setup.ContainerDriver.Fresh();
        // No tag stands for a version yet.
        docker.Act("buildx-imagetools", "case $* in *--format*) echo 'manifest unknown' >&2; exit 1 ;; esac");
        workspace = Workspace.With("FROM busybox AS a\nRUN a\n");
    }

    [OneTimeTearDown]
    public void Remove()
    {
        workspace.Dispose();
        docker.Dispose();
    }

    [TestCaseSource(typeof(TextSettings), nameof(TextSettings.Names))]
    public void A_value_is_a_value_whatever_it_looks_like(string setting)
    {
        accepted = 0;
        var texts = HostileText.Fixed(Named.Contains(setting, StringComparer.Ordinal) ? "A=" : "");
        foreach (var text in texts.Append(Harmless(setting)))
        {
            Assert.That(Fault(setting, text), Is.Null, new HostileText(text).ToString());
        }

        Assert.That(accepted, Is.Positive, "not all is refused");
    }

    [@Property(MaxTest = 150, Arbitrary = new[] { typeof(HostileText) }, QuietOnSuccess = true)]
    public void Any_text_of_any_setting_is_a_value(HostileText text, byte which)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] names = [.. TextSettings.Names];
        var setting = names[which % names.Length];
        Assert.That(Fault(setting, text.Text), Is.Null, $"{setting} {text}");
    }

    private string? Fault(string setting, string text)
    {
        var settings = new DockerMultiStageCachedBuildSettings();
        TextSettings.Set(settings, setting, text);
        if (Arguments(settings) is not { } arguments)
        {
            return null;
        }

        accepted++;
        var more = arguments.ToList();
        var without = plain ??= Arguments(new DockerMultiStageCachedBuildSettings())!;
        List<string> less = [.. without.Where(argument => !more.Remove(argument))];
        return
            more.TrueForAll(argument => IsOf(setting, text, argument))
            && (less.Count == 0 || Replacing.Contains(setting, StringComparer.Ordinal))
            && (!HasToArrive(setting, text) || HasArrived(setting, text, arguments))
            ? null
            : $"more: {string.Join(' ', more)}; less: {string.Join(' ', less)}";
    }

    // What is blank is as nothing.
    private static bool HasToArrive(string setting, string text) =>
        Given.Contains(setting, StringComparer.Ordinal) && !string.IsNullOrWhiteSpace(text);

    private static bool HasArrived(string setting, string text, IReadOnlyList<string> arguments) =>
        arguments
            .Zip(arguments.Skip(1))
            .Any(pair => pair.First == Flag(setting) && pair.Second != pair.First && IsOf(setting, text, pair.Second));

    private static bool IsOf(string setting, string text, string argument) =>
        Given.Contains(setting, StringComparer.Ordinal)
            ? argument == text
                || argument == Flag(setting)
                || (
                    setting is "Platform"
                    && argument == string.Join(',', text.Split(',', StringSplitOptions.TrimEntries))
                )
                || (setting is "CacheFrom" or "CacheTo" && argument.StartsWith("type=", StringComparison.Ordinal))
            : Derived.IsMatch(argument)
                || argument == Flag(setting)
                || (setting is "Version" && argument == "--annotation");

    private static string Harmless(string setting) =>
        setting switch
        {
            "File" => "Dockerfile",
            "Version" => "1.4.7",
            _ => "a",
        };

    private static string Flag(string setting) =>
        setting switch
        {
            "SecretBuildArg" => "--build-arg",
            "Stages" => "--tag",
            "Version" => "--label",
            _ => "--"
                + Regex
                    .Replace(setting, "(?<=[a-z])[A-Z]", "-$0", RegexOptions.None, TimeSpan.FromSeconds(1))
                    .ToLowerInvariant(),
        };

    /// <summary>Null where the build is refused.</summary>
    private List<string>? Arguments(DockerMultiStageCachedBuildSettings settings)
    {
        docker.Forget();
        settings.Image ??= "i";
        try
        {
            workspace.Cake.DockerMultiStageCachedBuild(Setup.ContainerDriver.Use(settings, docker));
        }
        catch (DockerLayerCacheException refused)
        {
            Assert.That(refused.Code, Does.Match("^DLC0[0-9]{3}$"));
            Assert.That(InertText.IsInert(refused.Message), refused.Message);
            return null;
        }

        // --metadata-file is another file each time.
        var arguments = docker
            .CallsBesideProbe.First(call => call.Arguments is ["buildx", "build", ..])
            .Arguments.ToList();
        arguments.RemoveRange(arguments.IndexOf("--metadata-file"), 2);
        return arguments;
    }
}
