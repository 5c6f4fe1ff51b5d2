using Cake.Core;

namespace Cake.DockerLayerCache.Showing;

/// <summary>An exception in place of one whose text must not be shown as it is.</summary>
internal static class ShownProblem
{
    /// <summary>Whether an exception may leave as it is, with the place where it was thrown.</summary>
    public static bool IsShown(Exception problem, ShownText shown) =>
        // What is inside it is printed too.
        Texts(problem).All(text => shown.Of(text) == text);

    public static Exception Of(Exception problem, ShownText shown)
    {
        var message = shown.Of(problem.Message);
        return problem switch
        {
            DockerLayerCacheException coded => coded.Saying(message),
            TimeoutException => new TimeoutException(message),
            CakeException => new CakeException(message),
            _ => new CakeException($"{problem.GetType().Name}: {message}"),
        };
    }

    private static IEnumerable<string> Texts(Exception? problem)
    {
        for (; problem is not null; problem = problem.InnerException)
        {
            yield return problem.Message;
        }
    }
}
