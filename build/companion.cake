using System.Text.RegularExpressions;

/// The package for Cake.Docker, which not every feed has.
public sealed class Companion
{
    public const string Project = "./src/Cake.DockerLayerCache.CakeDocker/Cake.DockerLayerCache.CakeDocker.csproj";
    public const string Tests = "./tests/Cake.DockerLayerCache.CakeDocker.Tests/Cake.DockerLayerCache.CakeDocker.Tests.csproj";

    private readonly ICakeContext context;
    private readonly string configuration;
    private readonly DotNetMSBuildSettings feed = new DotNetMSBuildSettings();

    /// A folder feed that has Cake.Docker may be named; the projects know it as the property CakeDockerFeed.
    public Companion(ICakeContext context, string configuration, string cakeDockerFeed)
    {
        this.context = context;
        this.configuration = configuration;
        if (cakeDockerFeed != "")
        {
            feed.WithProperty("CakeDockerFeed", context.MakeAbsolute(context.Directory(cakeDockerFeed)).FullPath);
        }
    }

    public bool IsBuilt { get; private set; }

    /// Builds it and its tests where Cake.Docker can be restored, else says in one line why not.
    public void Build()
    {
        if (WhyNot() is { } reason)
        {
            context.Information("Left out: Cake.DockerLayerCache.CakeDocker and its tests, because {0}", reason);
            return;
        }

        context.DotNetBuild(Tests, new DotNetBuildSettings { Configuration = configuration, MSBuildSettings = feed });
        IsBuilt = true;
    }

    public void Pack(DirectoryPath folder)
    {
        if (IsBuilt)
        {
            context.DotNetPack(
                Project,
                new DotNetPackSettings
                {
                    Configuration = configuration,
                    NoBuild = true,
                    OutputDirectory = folder,
                    MSBuildSettings = feed,
                });
        }
    }

    // The errors that say that a package is not there: none of its id, none of the version, and none of a stable one. A
    // feed that does not answer, or any other error, is one of the build.
    private string WhyNot()
    {
        var said = new List<string>();
        try
        {
            context.DotNetRestore(
                Tests,
                new DotNetRestoreSettings
                {
                    MSBuildSettings = feed,
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
            return null;
        }
        catch (CakeException)
        {
            var errors = said.Where(line => line.Contains(": error ")).Distinct().ToList();
            if (errors.Count == 0 || !errors.All(line => Regex.IsMatch(line, @"error NU110[1-3]: .*\bCake\.Docker\b")))
            {
                said.ForEach(line => context.Error("{0}", line));
                throw;
            }

            return "Cake.Docker cannot be restored from the configured feeds. To build them, name a folder that has it: "
                + "--cake-docker-feed=FOLDER.";
        }
    }
}
