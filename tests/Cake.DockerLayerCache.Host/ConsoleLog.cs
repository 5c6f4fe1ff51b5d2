using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.DockerLayerCache.Host;

/// <summary>Writes to the console what a person who runs Cake sees.</summary>
internal sealed class ConsoleLog : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity <= Verbosity)
        {
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, format, args));
        }
    }
}
