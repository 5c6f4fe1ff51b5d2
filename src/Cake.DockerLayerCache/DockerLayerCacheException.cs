namespace Cake.DockerLayerCache;

/// <summary>
/// The one exception this addin throws by itself. Its message says what was wrong, what was seen, what was
/// expected and what to do; <see cref="Code"/> is stable and listed in <c>docs/errors.md</c>.
/// </summary>
public sealed class DockerLayerCacheException : Exception
{
    internal DockerLayerCacheException(string code, string message, Exception? innerException = null)
        : base($"{code}: {message}", innerException)
    {
        Code = code;
    }

    private DockerLayerCacheException(DockerLayerCacheException problem, string message)
        : base(message) => Code = problem.Code;

    /// <summary>The stable code of the problem, for example <c>DLC0101</c>.</summary>
    public string Code { get; }

    /// <summary>The same problem in other words.</summary>
    internal DockerLayerCacheException Saying(string message) => new(this, message);
}
