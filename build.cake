#load "build/tests.cake"
#load "build/demo.cake"

var target = Argument("target", "Demo");
var configuration = Argument("configuration", "Release");
var engine = Argument("engine", "");

var solution = "./Cake.DockerLayerCache.sln";
var addin = "./src/Cake.DockerLayerCache/Cake.DockerLayerCache.csproj";
var unitTests = "./tests/Cake.DockerLayerCache.Tests/Cake.DockerLayerCache.Tests.csproj";
var benchmarks = "./tests/Cake.DockerLayerCache.Benchmarks/Cake.DockerLayerCache.Benchmarks.csproj";
var readingBenchmarks = "./tests/Cake.DockerLayerCache.ReadingBenchmarks/Cake.DockerLayerCache.ReadingBenchmarks.csproj";
var feed = "./artifacts/feed";
var testResults = "./artifacts/test-results";

// Written below Cake's own report.
var lastWords = "";

Task("Clean")
    .Description("Deletes what the other targets make.")
    .Does(() =>
    {
        CleanDirectories($"./src/*/bin/{configuration}");
        CleanDirectories($"./src/*/obj/{configuration}");
        CleanDirectories($"./tests/*/bin/{configuration}");
        CleanDirectories($"./tests/*/obj/{configuration}");
        CleanDirectory(testResults);
        DeletePackages();
    });

Task("Format")
    .Description("Formats the code.")
    .Does(() => DotNetTool(solution, "csharpier", "format ."));

Task("CheckFormat")
    .Description("Fails where Format would change something.")
    .Does(() => DotNetTool(solution, "csharpier", "check ."));

Task("Build")
    .Description("Compiles everything.")
    .IsDependentOn("CheckFormat")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings { Configuration = configuration }));

Task("UnitTest")
    .Description("Runs the tests that need no Docker, and compiles no more than they need.")
    .Does(() =>
    {
        DotNetBuild(unitTests, new DotNetBuildSettings { Configuration = configuration });
        RunTests(unitTests);
    });

Task("Test")
    .Description("Runs all tests, on the Docker engines this machine can have.")
    .IsDependentOn("Build")
    .Does(() => RunTests("./tests/*/*Tests.csproj"));

Task("Benchmark")
    .Description("Measures the addin and other ways to build; --beds, --samples, --changes, --ways, --repeat, --output.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var options = new ProcessArgumentBuilder();
        foreach (var name in new[] { "beds", "samples", "changes", "ways", "repeat", "output" }.Where(HasArgument))
        {
            options.AppendQuoted($"--{name}={Argument<string>(name)}");
        }

        DotNetRun(
            benchmarks,
            options,
            new DotNetRunSettings { Configuration = configuration, NoBuild = true });
    });

Task("ReadingBenchmark")
    .Description("Measures how reading Dockerfiles and ignore rules grows; results in artifacts/benchmarks.")
    .Does(() => DotNetRun(
        readingBenchmarks,
        new ProcessArgumentBuilder().Append("--filter").AppendQuoted("*").Append("--artifacts").AppendQuoted("./artifacts/benchmarks"),
        new DotNetRunSettings { Configuration = configuration }));

Task("Fuzz")
    .Description("Tries changed Dockerfiles and ignore files on the reader for --seconds=N, one after the other.")
    .Does(() =>
    {
        DotNetBuild(unitTests, new DotNetBuildSettings { Configuration = configuration });
        DotNetTest(unitTests, new DotNetTestSettings
        {
            Configuration = configuration,
            NoBuild = true,
            Filter = "FullyQualifiedName~FuzzTests",
            Loggers = new[] { "console;verbosity=detailed" },
            EnvironmentVariables = { ["FUZZ_SECONDS"] = Argument("seconds", "60") },
        });
    });

Task("Pack")
    .Description("Packs the addin into artifacts/feed.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        DeletePackages();
        PackAddin();
    });

Task("Demo")
    .Description("Builds the samples twice, and by hand, on machines made fresh; --engine=NAME: a bed, or docker for yours.")
    .IsDependentOn("Pack")
    .Does(() =>
    {
        // The samples name a release, as a user's script does; they get what stands here.
        PackAddin(version: "1.0.0");
        using var machine = DemoMachine.Start(Context, engine);
        var table = new DemoTable(machine);
        foreach (var sample in Sample.All)
        {
            table.Add(sample, "first build, nothing in the registry", Addin.Build);
            table.Add(sample, "second build, nothing changed", Addin.Build);
            // Its first build brings its cache into the registry.
            HandTyped.Build(machine, sample);
            table.Add(sample, "recipe typed by hand, nothing changed", HandTyped.Build);
        }

        lastWords = $"{table}\n";
    });

try
{
    RunTarget(target);
    Console.Write(lastWords);
}
catch (Exception error) when (lastWords != "")
{
    Error(error.Message);
    Console.Write(lastWords);
    Environment.Exit(1);
}

// The version is that of the repository's tags, if not another is given.
void PackAddin(string version = null)
{
    var settings = new DotNetPackSettings { Configuration = configuration, NoBuild = true, OutputDirectory = feed };
    if (version is not null)
    {
        settings.MSBuildSettings = new DotNetMSBuildSettings().WithProperty("MinVerVersionOverride", version);
    }

    DotNetPack(addin, settings);
}

void DeletePackages()
{
    DeleteFiles($"{feed}/*.*nupkg");
    // Cake asks a feed only once for an addin of one version.
    DeleteDirectories(
        GetDirectories("./samples/*/tools/Addins/Cake.DockerLayerCache.*"),
        new DeleteDirectorySettings { Recursive = true, Force = true });
}

void RunTests(string projects)
{
    CleanDirectory(testResults);
    var failures = new List<string>();
    foreach (var project in GetFiles(projects))
    {
        try
        {
            DotNetTest(project.FullPath, new DotNetTestSettings
            {
                Configuration = configuration,
                NoBuild = true,
                VSTestReportPath = $"{testResults}/{project.GetFilenameWithoutExtension()}.trx",
            });
        }
        catch (CakeException)
        {
            failures.Add(project.GetFilenameWithoutExtension().ToString());
        }
    }

    var count = TestCount.Read(GetFiles($"{testResults}/*.trx"));
    if (count.Failed < failures.Count)
    {
        // A run that broke off has no failed test to show.
        count = count with { Failed = failures.Count };
    }

    lastWords = $"{count}\n";
    if (failures.Count > 0)
    {
        throw new CakeException($"Not all is well with {string.Join(" and ", failures)}.");
    }

    if (count.Executed == 0)
    {
        throw new CakeException($"No test was run; expected some in {projects}.");
    }
}
