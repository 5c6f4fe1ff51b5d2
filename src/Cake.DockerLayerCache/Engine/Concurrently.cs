namespace Cake.DockerLayerCache.Engine;

/// <summary>Runs blocking work side by side, each on a thread of its own: the pool would start them one by one.</summary>
internal static class Concurrently
{
    public static IReadOnlyList<T> Run<T>(IReadOnlyList<Func<T>> work)
    {
        if (work.Count == 1)
        {
            return [work[0]()];
        }

        return [.. Task.WhenAll(work.Select(Start)).GetAwaiter().GetResult()];
    }

    /// <summary>Begins blocking work on a thread of its own.</summary>
    public static Task<T> Start<T>(Func<T> work) =>
        Task.Factory.StartNew(
            work,
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default
        );
}
