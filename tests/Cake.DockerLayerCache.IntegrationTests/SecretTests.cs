namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A real engine that prints every secret it is given, in a build that succeeds and in one that fails.</summary>
[TestFixtureSource(typeof(Beds), nameof(Beds.Main))]
public sealed class SecretTests(string name)
{
    private const string Argument = "hunter2-argument";
    private const string Mounted = "hunter2-mounted";

    private bool HasBuildKit => name != Beds.Legacy;

    [TestCase("true")]
    [TestCase("false")]
    public void What_an_engine_prints_of_a_secret_is_masked(string end)
    {
        var mount = HasBuildKit ? "--mount=type=secret,id=mounted cat /run/secrets/mounted && " : "";
        using var workspace = new Workspace(
            $"""
            ARG REGISTRY
            FROM $REGISTRY/busybox:1
            ARG TOKEN
            RUN {mount}echo token $TOKEN && echo ::error::x && echo '##[error]y' && {end}
            """
        );
        var bed = Beds.Fresh(name);

        var plan = workspace.Plan(bed, Give);
        var outcome = Outcome(() => $"{workspace.Build(bed, Give)}");

        Assert.Multiple(() =>
        {
            Assert.That(outcome, Does.StartWith(end == "true" ? nameof(DockerBuildResult) : "DLC0401"));
            Assert.That(workspace.Log.Text, Does.Contain("token ***"));
            // With BuildKit a step's words have its number in front, and so do not begin a line.
            Assert.That(Lines(workspace.Log.Text), Has.Some.Match(@"^(: |#\d+( [\d.]+)? :):error::x$"));
            Assert.That(Lines(workspace.Log.Text), Has.Some.EndsWith("# #[error]y"));
            foreach (var text in (string[])[$"{plan}", workspace.Log.Text, outcome])
            {
                Assert.That(text, Does.Not.Contain(Argument).And.Not.Contain(Mounted));
                Assert.That(Lines(text), Has.None.StartsWith("::").And.None.Contains("##["));
            }
        });
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim());

    private void Give(DockerMultiStageCachedBuildSettings settings)
    {
        settings.SecretBuildArg = [$"TOKEN={Argument}"];
        settings.EnvironmentVariables["MOUNTED"] = Mounted;
        settings.Secret = HasBuildKit ? ["id=mounted,env=MOUNTED"] : null;
    }

    private static string Outcome(Func<string> build)
    {
        try
        {
            return build();
        }
        catch (DockerLayerCacheException problem)
        {
            return problem.Message;
        }
    }
}
