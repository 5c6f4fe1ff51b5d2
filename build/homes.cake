/// Where the engines of tests/engines have their state: those that are used at the same time, each in a folder of its own.
public static class BedHomes
{
    /// The variables that `bed` reads, with absolute paths.
    public static IReadOnlyDictionary<string, string> Of(string name)
    {
        var home = System.IO.Path.GetFullPath(Environment.GetEnvironmentVariable("BEDS_HOME") ?? ".beds");
        return new Dictionary<string, string>
        {
            ["BEDS_HOME"] = $"{home}/{name}",
            ["BEDS_PACKAGES"] = Environment.GetEnvironmentVariable("BEDS_PACKAGES") ?? $"{home}/packages",
        };
    }
}
