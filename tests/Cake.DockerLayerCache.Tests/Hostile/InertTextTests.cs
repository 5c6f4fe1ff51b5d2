using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Showing;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace Cake.DockerLayerCache.Tests.Hostile;

/// <summary>What comes from outside is text to whoever shows it.</summary>
public sealed class InertTextTests
{
    [TestCase("::error::x", ": :error::x")]
    [TestCase(" \t::set-output name=a::b", " \t: :set-output name=a::b")]
    [TestCase("a\n::error::x", "a\n: :error::x")]
    [TestCase("a\r::error::x", "a\n: :error::x")]
    [TestCase("␛[31m::error::x", ": :error::x")]
    [TestCase("\uFEFF:\u200B:error::x", ": :error::x")]
    [TestCase("std::string", "std::string")]
    [TestCase("a ##[error]x", "a # #[error]x")]
    [TestCase("a ##VSO[task.setvariable]b", "a # #VSO[task.setvariable]b")]
    [TestCase("###vso[a]b", "## #vso[a]b")]
    [TestCase("#\u00AD#vso[a]b", "# #vso[a]b")]
    [TestCase("##teamcity[a]", "# #teamcity[a]")]
    [TestCase("## heading", "## heading")]
    [TestCase("␛[1;31mred␛[0m", "␛[1;31mred␛[0m")]
    [TestCase("␛[8mha:", "\uFFFD[8mha:")]
    [TestCase("␛[2K␛]0;title\a\b\0", "\uFFFD[2K\uFFFD]0;title\uFFFD\uFFFD\uFFFD")]
    [TestCase("a\u0085b\u2028c\u202Ed", "a\uFFFDb\uFFFDc\uFFFDd")]
    [TestCase("a\tb", "a\tb")]
    public void No_line_is_a_command_or_moves_what_is_around_it(string text, string inert) =>
        Assert.That(InertText.Of(Escape.In(text)), Is.EqualTo(Escape.In(inert)));

    [@Property(MaxTest = 500, Arbitrary = new[] { typeof(HostileText) }, QuietOnSuccess = true)]
    public void What_is_inert_stays_as_it_is(HostileText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Assert.That(InertText.IsInert(InertText.Of(text.Text)));
        Assert.That(InertText.IsOneLine(ShellText.Quoted(text.Text)), ShellText.Quoted(text.Text));
    }

    [Test]
    public void What_a_step_prints_is_no_command_to_the_service_that_shows_the_log()
    {
        using var docker = Setup.Legacy.Fresh();
        using var workspace = Workspace.With("FROM a\nRUN b ##vso[x]\n");
        docker.Act(
            "build",
            @"printf '::error::x\n \033[31m##vso[a]b\033[0m\n\rgone\n'; echo '::warning::failed' >&2; exit 1"
        );

        var problem = Assert.Throws<DockerLayerCacheException>(() =>
            workspace.Cake.DockerCachedBuild(
                Setup.Legacy.Use(new DockerCachedBuildSettings { Image = "i", Push = false }, docker)
            )
        )!;

        Assert.That(
            workspace.Log.At(LogLevel.Information),
            Has.Some.EqualTo(": :error::x").And.Some.EqualTo(" # #vso[a]b").And.None.StartsWith("::")
        );
        Assert.That(problem.Message, Does.EndWith("\n: :warning::failed"));
    }

    [Test]
    public void A_line_behind_a_value_s_end_is_indented_in_the_log()
    {
        var log = new RecordedLog();

        new ShownLog(log, new ShownText(Task.FromResult(new Redaction([])))).Information(
            "{0} is built",
            "main\nDLC0000: fine"
        );

        Assert.That(log.Text, Is.EqualTo("main\n  DLC0000: fine is built"));
    }
}
