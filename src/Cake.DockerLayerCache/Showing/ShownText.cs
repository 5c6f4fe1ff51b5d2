using System.Diagnostics.CodeAnalysis;
using Cake.Core;
using Cake.Core.Tooling;
using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Showing;

/// <summary>What a text is when it leaves one call of an alias: without the call's secrets, and inert.</summary>
internal sealed class ShownText(Task<Redaction> redaction)
{
    /// <summary>That of a call with these settings, and what it is given beside them.</summary>
    public static ShownText For(ICakeContext context, object settings, params IEnumerable<string?> beside)
    {
        var tool = settings as ToolSettings ?? new DockerToolSettings();
        var values = new SecretValues(
            new DockerEnvironment(context, tool).Variable,
            context.FileSystem,
            tool.WorkingDirectory?.MakeAbsolute(context.Environment) ?? context.Environment.WorkingDirectory
        );
        // Beside what comes next; what is to be shown waits for it.
        return new ShownText(Task.Run(() => new Redaction(values.Of(settings, beside))));
    }

    private Redaction Redaction => redaction.GetAwaiter().GetResult();

    /// <summary>A text without the secrets, for what is put in quotes or compared afterwards.</summary>
    public string Redacted(string text) => Redaction.Of(text);

    [return: NotNullIfNotNull(nameof(text))]
    public string? Of(string? text) => text is null ? null : InertText.Of(Redaction.Of(text));

    public IReadOnlyList<string> Of(IReadOnlyList<string> texts) => [.. texts.Select(text => Of(text))];

    /// <summary>Does what an alias is called for; no exception leaves it with what must not be shown.</summary>
    public T Guard<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception problem) when (!ShownProblem.IsShown(problem, this))
        {
            throw ShownProblem.Of(problem, this);
        }
    }
}
