#load "homes.cake"

using System.Xml.Linq;

/// The tests of a project, or those of them that a filter takes.
public sealed record TestRun(string Project, string Name, string Filter = null)
{
    // Docker settings of the caller's would say which engine and which builder a command meets.
    private static readonly string[] Callers = ["DOCKER_", "BUILDX_", "BUILDKIT_"];

    /// Of more tests than this, 2,000 if nobody says it, the adapter would run all, whatever the filter takes, and tell of
    /// those alone.
    public static ProcessArgumentBuilder Selecting => new ProcessArgumentBuilder().Append("NUnit.AssemblySelectLimit=1000000");

    /// The engines of the run are its own.
    public DotNetTestSettings Settings(string results, string configuration)
    {
        var settings = new DotNetTestSettings
        {
            Configuration = configuration,
            NoBuild = true,
            Filter = Filter,
            VSTestReportPath = $"{results}/{Name}.trx",
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            if (Callers.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                settings.EnvironmentVariables[name] = null;
            }
        }

        foreach (var (variable, folder) in BedHomes.Of(Name))
        {
            settings.EnvironmentVariables[variable] = folder;
        }

        return settings;
    }
}

/// What became of the tests, summed up over test result files.
public sealed record TestCount(int Passed, int Failed, int Skipped)
{
    public int Executed => Passed + Failed;

    public static TestCount Of(IReadOnlyList<TestOutcome> outcomes)
    {
        var passed = outcomes.Count(outcome => outcome.Word == "Passed");
        var skipped = outcomes.Count(outcome => outcome.Word is "NotExecuted" or "Inconclusive");
        return new TestCount(passed, outcomes.Count - passed - skipped, skipped);
    }

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}

/// What became of one test, in the words of its result file.
public sealed record TestOutcome(string Test, string Word, string Message)
{
    // Of each that failed: enough to know what it is about, and the others are not pushed off the screen.
    private const int MostLines = 12;

    public static IEnumerable<TestOutcome> Read(FilePath resultFile)
    {
        var elements = XDocument.Load(resultFile.FullPath).Descendants().ToLookup(element => element.Name.LocalName);
        var classes = elements["TestMethod"].ToDictionary(
            method => (string)method.Parent.Attribute("id"),
            method => (string)method.Attribute("className"));
        return elements["UnitTestResult"].Select(result => new TestOutcome(
            $"{classes[(string)result.Attribute("testId")]}.{(string)result.Attribute("testName")}",
            (string)result.Attribute("outcome"),
            result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value ?? ""));
    }

    public override string ToString() =>
        string.Join('\n', Message.Trim().Split('\n').Take(MostLines).Select(line => $"  {line.TrimEnd()}").Prepend($"{Word} {Test}"));
}
