using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;
using Moq;

namespace Cake.DockerLayerCache.Testing;

/// <summary>
/// Cake's own context on Cake's own services, as a script has it; what an addin never asks for is a stand-in.
/// </summary>
public static class CakeHost
{
    public static ICakeContext Create(ICakeLog log, DirectoryPath workingDirectory) =>
        Create(log, workingDirectory, runner => runner);

    /// <summary>The same in a run of a CI service, of which it has these variables.</summary>
    public static ICakeContext Create(
        ICakeLog log,
        DirectoryPath workingDirectory,
        IReadOnlyDictionary<string, string> ciVariables
    ) => Create(log, workingDirectory, runner => runner, ciVariables);

    /// <summary>The same, with something of the caller's around Cake's process runner.</summary>
    public static ICakeContext Create(
        ICakeLog log,
        DirectoryPath workingDirectory,
        Func<IProcessRunner, IProcessRunner> around,
        IReadOnlyDictionary<string, string>? ciVariables = null
    )
    {
        var platform = new CakePlatform();
        var environment = new RunEnvironment(
            new CakeEnvironment(platform, new CakeRuntime()) { WorkingDirectory = workingDirectory },
            ciVariables ?? new Dictionary<string, string>(StringComparer.Ordinal)
        );
        var fileSystem = new FileSystem();
        var globber = new Globber(fileSystem, environment);
        var configuration = new CakeConfiguration(new Dictionary<string, string>(StringComparer.Ordinal));
        var tools = new ToolLocator(
            environment,
            new ToolRepository(environment),
            new ToolResolutionStrategy(fileSystem, environment, globber, configuration, log)
        );
        return new CakeContext(
            fileSystem,
            environment,
            globber,
            log,
            Mock.Of<ICakeArguments>(),
            around(new ProcessRunner(fileSystem, environment, log, tools, configuration)),
            Mock.Of<IRegistry>(),
            tools,
            new CakeDataService(),
            configuration,
            Mock.Of<IToolInstaller>(),
            Mock.Of<IServiceProvider>()
        );
    }
}
