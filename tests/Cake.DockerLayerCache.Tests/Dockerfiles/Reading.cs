using System.Collections.ObjectModel;
using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>Short ways to read a Dockerfile, and to say what was read.</summary>
internal static class Reading
{
    public const string Path = "docker/Dockerfile";

    public static Dockerfile Read(string text) =>
        Dockerfile.Parse(text, Path, ReadOnlyDictionary<string, string>.Empty);

    public static Dockerfile Read(string text, params (string Name, string Value)[] buildArgs) =>
        Dockerfile.Parse(
            text,
            Path,
            buildArgs.ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal)
        );

    public static Dockerfile Read(string text, DockerfileInputs inputs) => Dockerfile.Parse(text, Path, inputs);

    /// <summary>The instructions after the only FROM.</summary>
    public static IReadOnlyList<Instruction> Instructions(string text) => Read(text).Stages[^1].Instructions;

    /// <summary>Each stage, with those it needs: <c>build; test: build</c>.</summary>
    public static string Graph(this Dockerfile dockerfile) =>
        string.Join(
            "; ",
            dockerfile.Stages.Select(stage =>
                stage.Needs.Count == 0 ? stage.Id : $"{stage.Id}: {string.Join(' ', stage.Needs)}"
            )
        );

    public static string Bases(this Dockerfile dockerfile) =>
        string.Join(' ', dockerfile.Stages.Select(stage => stage.Base));

    public static string Problem(Action reading) => Assert.Throws<DockerLayerCacheException>(reading)!.Message;
}
