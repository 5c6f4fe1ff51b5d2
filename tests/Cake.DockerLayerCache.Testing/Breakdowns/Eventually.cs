using System.Diagnostics;

namespace Cake.DockerLayerCache.Testing.Breakdowns;

/// <summary>Waits for what is to become true.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether it has become true within this time.</summary>
    public static bool Is(Func<bool> condition, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > limit)
            {
                return false;
            }

            Thread.Sleep(Interval);
        }

        return true;
    }
}
