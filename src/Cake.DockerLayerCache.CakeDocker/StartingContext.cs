using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>
/// A Cake context for one call of an alias that starts a process: whoever called it gets the process, which goes on, and
/// the alias one that has ended.
/// </summary>
internal sealed class StartingContext(ICakeContext context) : ICakeContext, IProcessRunner
{
    private IProcess? started;

    /// <summary>What the alias has started.</summary>
    public IProcess Process => started ?? throw new InvalidOperationException("The alias has started no process.");

    public IFileSystem FileSystem => context.FileSystem;

    public ICakeEnvironment Environment => context.Environment;

    public IGlobber Globber => context.Globber;

    public ICakeLog Log => context.Log;

    public ICakeArguments Arguments => context.Arguments;

    public IProcessRunner ProcessRunner => this;

    public IRegistry Registry => context.Registry;

    public IToolLocator Tools => context.Tools;

    public ICakeDataResolver Data => context.Data;

    public ICakeConfiguration Configuration => context.Configuration;

    public IToolInstaller ToolInstaller => context.ToolInstaller;

    public IServiceProvider ServiceProvider => context.ServiceProvider;

    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        started = context.ProcessRunner.Start(filePath, settings);
        return new Ended();
    }

    private sealed class Ended : IProcess
    {
        public void WaitForExit() { }

        public bool WaitForExit(int milliseconds) => true;

        public int GetExitCode() => 0;

        public IEnumerable<string> GetStandardError() => [];

        public IEnumerable<string> GetStandardOutput() => [];

        public void Kill() { }

        public void Dispose() { }
    }
}
