using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A log that looks at something the moment a line comes.</summary>
public sealed class WatchingLog(Func<string, bool> isTheLine, Func<bool> look) : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Diagnostic;

    /// <summary>What was seen; null where the line has not come.</summary>
    public bool? Seen { get; private set; }

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (Seen is null && isTheLine(string.Format(CultureInfo.InvariantCulture, format, args)))
        {
            Seen = look();
        }
    }
}
