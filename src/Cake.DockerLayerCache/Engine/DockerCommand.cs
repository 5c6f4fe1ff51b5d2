using System.Collections.Immutable;
using Cake.Core.IO;
using Cake.Core.IO.Arguments;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Engine;

/// <summary>One docker command, immutable: its arguments, and what it needs in the environment.</summary>
internal sealed class DockerCommand
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    private readonly ImmutableArray<string> arguments;
    private readonly ImmutableSortedDictionary<string, string> environment;

    // All that it has: no copy can forget something.
    private DockerCommand(
        ImmutableArray<string> arguments,
        ImmutableSortedDictionary<string, string> environment,
        ImmutableSortedDictionary<string, string> secretEnvironment,
        bool isOwn
    )
    {
        this.arguments = arguments;
        this.environment = environment;
        SecretEnvironment = secretEnvironment;
        IsOwn = isOwn;
    }

    /// <summary>What is in the environment too, and whoever sees the command must not see.</summary>
    public ImmutableSortedDictionary<string, string> SecretEnvironment { get; }

    public IReadOnlyList<string> Arguments => arguments;

    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>Whether it is for the addin alone, and nothing that the user asked for is for it.</summary>
    public bool IsOwn { get; }

    /// <summary>Whether it builds an image.</summary>
    public bool IsBuild => arguments is ["build", ..] or ["buildx", "build", ..];

    public static DockerCommand Of(params ReadOnlySpan<string> arguments) =>
        new([.. arguments], None, None, isOwn: false);

    /// <summary>Brings an image into the local store.</summary>
    public static DockerCommand Pull(string reference) => Of("pull", reference);

    public static DockerCommand Push(string reference) => Of("push", reference);

    /// <summary>Asks a registry, and not the engine, for an image.</summary>
    public static DockerCommand InspectRemote(string? builder) =>
        Of("buildx", "imagetools", "inspect").WithOption("--builder", builder);

    public DockerCommand With(params ReadOnlySpan<string> more) => With(arguments.AddRange(more));

    /// <summary>Adds a flag and its value; nothing where the value is null.</summary>
    public DockerCommand WithOption(string flag, string? value) => value is null ? this : With(flag, value);

    /// <summary>Takes out a flag and its value, the first that is meant.</summary>
    public DockerCommand WithoutOption(string flag, Func<string, bool> isMeant)
    {
        var at = Enumerable
            .Range(0, arguments.Length - 1)
            .FirstOrDefault(i => arguments[i] == flag && isMeant(arguments[i + 1]), -1);
        return at < 0 ? this : With(arguments.RemoveRange(at, 2));
    }

    /// <summary>Takes out a flag, each time it is given, with its value.</summary>
    public DockerCommand WithoutOption(string flag)
    {
        var less = WithoutOption(flag, _ => true);
        return less == this ? this : less.WithoutOption(flag);
    }

    public DockerCommand WithEach(string flag, IEnumerable<string> values) =>
        With(arguments.AddRange(values.SelectMany(value => new[] { flag, value })));

    public DockerCommand WithFlag(string flag, bool given) => given ? With(flag) : this;

    public DockerCommand WithEnvironment(string name, string value) =>
        new(arguments, environment.SetItem(name, value), SecretEnvironment, IsOwn);

    public DockerCommand WithSecretEnvironment(IEnumerable<KeyValuePair<string, string>> variables) =>
        new(arguments, environment, SecretEnvironment.SetItems(variables), IsOwn);

    /// <summary>The same, for the addin alone.</summary>
    public DockerCommand AsOwn() => new(arguments, environment, SecretEnvironment, isOwn: true);

    /// <summary>Puts arguments right behind the subcommand, where docker reads options of a build.</summary>
    public DockerCommand WithBuildOptions(params ReadOnlySpan<string> options) =>
        With(arguments.InsertRange(arguments.IndexOf("build") + 1, options));

    /// <summary>The arguments as Cake hands them on; it shows them, as a shell would have them, in other words.</summary>
    public ProcessArgumentBuilder ToProcessArguments(Func<string, string> shown)
    {
        var builder = new ProcessArgumentBuilder();
        foreach (var argument in arguments)
        {
            builder.Append(
                new ShownArgument(
                    ShellText.IsPlain(argument)
                        ? new TextArgument(argument)
                        : new QuotedArgument(new TextArgument(argument)),
                    _ => ShellText.Quote(shown(argument))
                )
            );
        }

        return builder;
    }

    /// <summary>The command as a person would type it in a shell, secrets included.</summary>
    public override string ToString() =>
        string.Join(
            ' ',
            environment
                .Select(variable => $"{variable.Key}={ShellText.Quote(variable.Value)}")
                .Append("docker")
                .Concat(arguments.Select(ShellText.Quote))
        );

    private DockerCommand With(ImmutableArray<string> others) => new(others, environment, SecretEnvironment, IsOwn);
}
