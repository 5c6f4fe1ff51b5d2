using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.DockerLayerCache.Showing;

/// <summary>
/// Cake's log, to which nothing comes that must not be shown. What a value has behind the end of its line is indented:
/// nobody takes it for a line of the log.
/// </summary>
internal sealed class ShownLog(ICakeLog inner, ShownText shown) : ICakeLog
{
    public Verbosity Verbosity
    {
        get => inner.Verbosity;
        set => inner.Verbosity = value;
    }

    /// <summary>A text as this log shows it, for what is shown beside the log.</summary>
    public string Shown(string text) => shown.Of(text);

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        var text = args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
        var written = shown.Of(text).Replace("\n", "\n  ", StringComparison.Ordinal);
        if (written == text)
        {
            // Cake gives the values colours of their own.
            inner.Write(verbosity, level, format, args);
        }
        else
        {
            inner.Write(verbosity, level, "{0}", written);
        }
    }
}
