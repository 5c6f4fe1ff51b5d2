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

    public static TestCount Read(IEnumerable<FilePath> resultFiles)
    {
        var outcomes = resultFiles
            .SelectMany(file => XDocument.Load(file.FullPath).Descendants())
            .Where(element => element.Name.LocalName == "UnitTestResult")
            .Select(result => (string)result.Attribute("outcome"))
            .ToLookup(outcome => outcome);

        var passed = outcomes["Passed"].Count();
        var skipped = outcomes["NotExecuted"].Count() + outcomes["Inconclusive"].Count();
        return new TestCount(passed, outcomes.Sum(group => group.Count()) - passed - skipped, skipped);
    }

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
