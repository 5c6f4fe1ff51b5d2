#load "build/tests.cake"
#load "build/demo.cake"
#load "build/companion.cake"
#load "build/hosts.cake"
#load "build/release.cake"

using System.Collections.Concurrent;

var target = Argument("target", "Demo");
var configuration = Argument("configuration", "Release");
var engine = Argument("engine", "");

var solution = "./Cake.DockerLayerCache.sln";
var addin = "./src/Cake.DockerLayerCache/Cake.DockerLayerCache.csproj";
var unitTests = "./tests/Cake.DockerLayerCache.Tests/Cake.DockerLayerCache.Tests.csproj";
var integrationTests = "./tests/Cake.DockerLayerCache.IntegrationTests/Cake.DockerLayerCache.IntegrationTests.csproj";
var benchmarks = "./tests/Cake.DockerLayerCache.Benchmarks/Cake.DockerLayerCache.Benchmarks.csproj";
var readingBenchmarks = "./tests/Cake.DockerLayerCache.ReadingBenchmarks/Cake.DockerLayerCache.ReadingBenchmarks.csproj";
var companion = new Companion(Context, configuration);
OptionalTests[] optionalTests = [companion.Tests, Hosts.Tests(Context, configuration)];
var feed = "./artifacts/feed";
var testResults = "./artifacts/test-results";
var demoPackages = "./artifacts/demo-packages";

var release = new ReleaseConditions(Context);

// Each has engines of its own, so that they run side by side.
string[] engineTestNames = ["engine28-containerd", "engine26-graph", "engine20-legacy", "engine20-buildkit"];
TestRun[] engineTestRuns =
[
    new(integrationTests, "other-engines", string.Join('&', engineTestNames.Select(name => $"FullyQualifiedName!~{name}"))),
    .. engineTestNames.Select(name => new TestRun(integrationTests, name, $"FullyQualifiedName~{name}")),
];

// Half of their time is for starting processes that keep what they are given, and for inputs at random.
string[] slowUnitTestNames = [".Hostile.", ".Secrets.", ".FuzzTests."];
TestRun[] unitTestRuns =
[
    new(unitTests, "unit-hostile", string.Join('|', slowUnitTestNames.Select(name => $"FullyQualifiedName~{name}"))),
    new(unitTests, "unit", string.Join('&', slowUnitTestNames.Append(".Packaging.").Select(name => $"FullyQualifiedName!~{name}"))),
];

// Those that pack the addin, and have the real Cake take it in.
TestRun packageTestRun = new(unitTests, "package", "FullyQualifiedName~.Packaging.");

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
    .Description("Compiles everything; --cake-docker-feed=FOLDER, --cake-feed=FOLDER: Cake.Docker, Cake's hosts, where your feeds lack them.")
    .IsDependentOn("CheckFormat")
    .Does(() =>
    {
        DotNetBuild(solution, new DotNetBuildSettings { Configuration = configuration });
        foreach (var tests in optionalTests)
        {
            tests.Build();
        }
    });

Task("UnitTest")
    .Description("Runs the tests that need no Docker and no package, and compiles no more than they need.")
    .Does(() =>
    {
        DotNetBuild(unitTests, new DotNetBuildSettings { Configuration = configuration });
        RunTests(unitTestRuns);
    });

Task("Test")
    .Description("Runs all tests, on the Docker engines this machine can have.")
    .IsDependentOn("Build")
    .Does(() => RunTests(
        [
            .. engineTestRuns,
            .. unitTestRuns,
            packageTestRun,
            .. GetFiles("./tests/*/*Tests.csproj")
                .Where(project => project != MakeAbsolute(File(unitTests)) && project != MakeAbsolute(File(integrationTests)))
                .Where(project => optionalTests.All(tests => tests.AreBuilt || project != MakeAbsolute(File(tests.Project))))
                .Select(project => new TestRun(project.FullPath, $"{project.GetFilenameWithoutExtension()}")),
        ]));

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
    .Description("Packs the addin, and its companion for Cake.Docker, into artifacts/feed.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        DeletePackages();
        PackAddin();
        companion.Pack(feed);
    });

Task("VerifyPackage")
    .Description("Opens the package in artifacts/feed, and runs a script with it.")
    .IsDependentOn("Pack")
    .Does(() => DotNetTest(unitTests, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        Filter = packageTestRun.Filter,
        EnvironmentVariables = { ["PACKED_ADDIN"] = MakeAbsolute(Directory(feed)).FullPath },
    }));

Task("CheckRelease")
    .Description("Fails where Release would have something missing.")
    .Does(() => release.Require());

Task("Release")
    .Description("Packs a commit with a version tag, verifies the package, and pushes it: NUGET_API_KEY, NUGET_SOURCE.")
    .IsDependentOn("CheckRelease")
    .IsDependentOn("VerifyPackage")
    .Does(() =>
    {
        // Once more: what was built is still what the tag stands for.
        release.Require();
        release.Push(feed);
    });

Task("Demo")
    .Description("Builds the samples twice, and by hand, on machines made fresh; --engine=NAME: a bed, or docker for yours.")
    .IsDependentOn("Pack")
    .Does(() =>
    {
        // The samples name a release, as a user's script does; they get what stands here.
        PackAddin(version: "1.0.0");
        // In NuGet's own folder there may be another build under that version, which Cake would take.
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", MakeAbsolute(Directory(demoPackages)).FullPath);
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
        GetDirectories("./samples/*/tools/Addins/Cake.DockerLayerCache.*") + GetDirectories(demoPackages),
        new DeleteDirectorySettings { Recursive = true, Force = true });
}

void RunTests(IReadOnlyList<TestRun> runs)
{
    CleanDirectory(testResults);
    var failed = new ConcurrentBag<string>();
    // Four at a time keep two cores busy: what waits for an engine leaves them to the others.
    Parallel.ForEach(
        Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering),
        new ParallelOptions { MaxDegreeOfParallelism = 4 },
        run =>
        {
            try
            {
                DotNetTest(run.Project, TestRun.Selecting, run.Settings(testResults, configuration));
            }
            catch (CakeException)
            {
                failed.Add(run.Name);
            }
        });

    var outcomes = GetFiles($"{testResults}/*.trx").SelectMany(TestOutcome.Read).ToList();
    var count = TestCount.Of(outcomes);
    if (count.Failed < failed.Count)
    {
        // A run that broke off has no failed test to show.
        count = count with { Failed = failed.Count };
    }

    // Once more, out of what the runs have written all at once.
    var failures = outcomes.Where(outcome => outcome.Word == "Failed").Select(outcome => $"{outcome}\n");
    lastWords = $"{string.Concat(failures)}{count}\n";
    if (!failed.IsEmpty)
    {
        throw new CakeException($"Not all is well with {string.Join(" and ", failed.Order())}.");
    }

    if (count.Executed == 0)
    {
        throw new CakeException($"No test was run; expected some in {string.Join(", ", runs.Select(run => run.Project))}.");
    }
}
