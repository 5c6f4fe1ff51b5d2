using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Execution;

/// <summary>A call of an alias that can be ended early. What fails because of that says so, whatever it was doing.</summary>
internal static class EndableCall
{
    public static T Run<T>(Func<CallEnd, T> call)
    {
        using var end = new CallEnd();
        try
        {
            return call(end);
        }
        catch (DockerLayerCacheException problem) when (end.IsEarly && !RunProblems.IsEnd(problem))
        {
            throw RunProblems.Ended(end);
        }
    }
}
