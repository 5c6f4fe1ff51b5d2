using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Dockerfiles.Advice;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Tests.Dockerfiles;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>Of each piece of advice <c>docs/dockerfile.md</c> shows a Dockerfile that gets it, and one that does not.</summary>
public sealed class AdvicePageTests
{
    public static IEnumerable<TestCaseData> Sections() =>
        File.ReadAllText(RepositoryRoot.File("docs", "dockerfile.md"))
            .Split("\n### ")
            .Skip(1)
            .Select(section =>
                new TestCaseData(section.Split(':')[0], Dockerfiles(section)).SetArgDisplayNames(section[..7])
            );

    [TestCaseSource(nameof(Sections))]
    public void The_first_example_gets_the_advice_and_the_last_does_not(string code, string[] dockerfiles)
    {
        ArgumentNullException.ThrowIfNull(dockerfiles);
        Assert.That(dockerfiles, Has.Length.EqualTo(2));
        Assert.Multiple(() =>
        {
            Assert.That(Codes(dockerfiles[0]), Does.Contain(code));
            Assert.That(Codes(dockerfiles[1]), Does.Not.Contain(code));
        });
    }

    [Test]
    public void Every_rule_has_its_section()
    {
        var rules = typeof(AdviceRules)
            .Assembly.GetTypes()
            .Count(type =>
                type.Namespace == typeof(AdviceRules).Namespace
                && type.GetMethod("In", [typeof(AdviceSubject)]) is not null
            );
        Assert.That(
            Sections().Select(section => section.Arguments[0]),
            Is.EqualTo(Enumerable.Range(1, rules).Select(number => $"DLC06{number:00}"))
        );
    }

    private static string[] Dockerfiles(string section) =>
        [
            .. Regex
                .Matches(
                    section,
                    "```dockerfile\n(?<text>.*?)```",
                    RegexOptions.Singleline | RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(5)
                )
                .Select(match => match.Groups["text"].Value),
        ];

    private static IEnumerable<string> Codes(string text)
    {
        var dockerfile = Reading.Read(text);
        return AdviceRules
            .For(
                new AdviceSubject(
                    dockerfile,
                    dockerfile.NeededBy(dockerfile.Target(null)),
                    ignore: null,
                    holdsGit: true,
                    isLegacy: false
                )
            )
            .Select(advice => advice.Code);
    }
}
