using System.Collections.Immutable;
using Cake.Core;
using Cake.Core.IO;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Engine;

/// <summary>One docker command, immutable: its arguments, and what it needs in the environment.</summary>
internal sealed class DockerCommand
{
    private readonly ImmutableArray<string> arguments;
    private readonly ImmutableSortedDictionary<string, string> environment;

    private DockerCommand(ImmutableArray<string> arguments, ImmutableSortedDictionary<string, string> environment)
    {
        this.arguments = arguments;
        this.environment = environment;
    }

    public IReadOnlyList<string> Arguments => arguments;

    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>Whether it builds an image; the user's own argument customization is for these.</summary>
    public bool IsBuild => arguments is ["build", ..] or ["buildx", "build", ..];

    public static DockerCommand Of(params ReadOnlySpan<string> arguments) =>
        new([.. arguments], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Brings an image into the local store.</summary>
    public static DockerCommand Pull(string reference) => Of("pull", reference);

    public static DockerCommand Push(string reference) => Of("push", reference);

    /// <summary>Asks a registry, and not the engine, for an image.</summary>
    public static DockerCommand InspectRemote(string? builder) =>
        Of("buildx", "imagetools", "inspect").WithOption("--builder", builder);

    public DockerCommand With(params ReadOnlySpan<string> more) => new(arguments.AddRange(more), environment);

    /// <summary>Adds a flag and its value; nothing where the value is null.</summary>
    public DockerCommand WithOption(string flag, string? value) => value is null ? this : With(flag, value);

    /// <summary>Takes out a flag and its value.</summary>
    public DockerCommand WithoutOption(string flag, string value)
    {
        var at = Enumerable
            .Range(0, arguments.Length - 1)
            .FirstOrDefault(i => arguments[i] == flag && arguments[i + 1] == value, -1);
        return at < 0 ? this : new DockerCommand(arguments.RemoveRange(at, 2), environment);
    }

    public DockerCommand WithEach(string flag, IEnumerable<string> values) =>
        new(arguments.AddRange(values.SelectMany(value => new[] { flag, value })), environment);

    public DockerCommand WithFlag(string flag, bool given) => given ? With(flag) : this;

    public DockerCommand WithEnvironment(string name, string value) => new(arguments, environment.SetItem(name, value));

    /// <summary>Puts arguments right behind the subcommand, where docker reads options of a build.</summary>
    public DockerCommand WithBuildOptions(params ReadOnlySpan<string> options) =>
        new(arguments.InsertRange(arguments.IndexOf("build") + 1, options), environment);

    public ProcessArgumentBuilder ToProcessArguments()
    {
        var builder = new ProcessArgumentBuilder();
        foreach (var argument in arguments)
        {
            if (CacheOptions.Printable(argument) != argument)
            {
                builder.AppendQuotedSecret(argument);
            }
            else if (ShellText.IsPlain(argument))
            {
                builder.Append(argument);
            }
            else
            {
                builder.AppendQuoted(argument);
            }
        }

        return builder;
    }

    /// <summary>The command as a person would type it in a POSIX shell, but for keys of a cache's account.</summary>
    public override string ToString() =>
        string.Join(
            ' ',
            environment
                .Select(variable => $"{variable.Key}={ShellText.Quote(variable.Value)}")
                .Append("docker")
                .Concat(arguments.Select(CacheOptions.Printable).Select(ShellText.Quote))
        );
}
