using System.Text.RegularExpressions;

/// Tests that need packages which not every feed has.
public sealed class OptionalTests(ICakeContext context, string configuration)
{
    public required string Project { get; init; }

    /// What is left out without the packages.
    public required string What { get; init; }

    public required IReadOnlyList<string> Packages { get; init; }

    /// The argument by which a folder feed that has the packages may be named.
    public required string FeedArgument { get; init; }

    /// The property as which the projects know that folder.
    public required string FeedProperty { get; init; }

    public bool AreBuilt { get; private set; }

    public DotNetMSBuildSettings Feed
    {
        get
        {
            var settings = new DotNetMSBuildSettings();
            var folder = context.Argument(FeedArgument, "");
            return folder == ""
                ? settings
                : settings.WithProperty(FeedProperty, context.MakeAbsolute(context.Directory(folder)).FullPath);
        }
    }

    /// Builds them where the packages can be restored, else says in one line why not.
    public void Build()
    {
        var missing = Missing();
        if (missing.Count > 0)
        {
            context.Information(
                "Left out: {0}, because the configured feeds lack {1}. To build them, name a folder with what is lacking: --{2}=FOLDER.",
                What,
                string.Join(", ", missing),
                FeedArgument);
            return;
        }

        context.DotNetBuild(Project, new DotNetBuildSettings { Configuration = configuration, MSBuildSettings = Feed });
        AreBuilt = true;
    }

    // The errors that say that a package is not there: none of its id, none of the version, and none of a stable one. A
    // feed that does not answer, or any other error, is one of the build.
    private IReadOnlyList<string> Missing()
    {
        var said = new List<string>();
        try
        {
            context.DotNetRestore(
                Project,
                new DotNetRestoreSettings
                {
                    MSBuildSettings = Feed,
                    Verbosity = DotNetVerbosity.Minimal,
                    SetupProcessSettings = process =>
                    {
                        process.RedirectStandardOutput = true;
                        process.RedirectedStandardOutputHandler = line =>
                        {
                            said.Add(line ?? "");
                            return null;
                        };
                    },
                });
            return [];
        }
        catch (CakeException)
        {
            var errors = said.Where(line => line.Contains(": error ")).ToList();
            var missing = errors.Select(PackageNotThere).Distinct().ToList();
            if (missing.Count == 0 || missing.Contains(null))
            {
                said.ForEach(line => context.Error("{0}", line));
                throw;
            }

            return missing;
        }
    }

    private string PackageNotThere(string error) =>
        Packages.FirstOrDefault(package => Regex.IsMatch(error, $@"error NU110[1-3]: .*\b{Regex.Escape(package)}\b"));
}
