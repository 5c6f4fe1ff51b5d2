namespace Cake.DockerLayerCache.Tests.StandIns;

/// <summary>A clock that stands still until somebody sets it.</summary>
internal sealed class SetClock : TimeProvider
{
    public TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
