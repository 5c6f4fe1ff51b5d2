using System.Buffers;

namespace Cake.DockerLayerCache.Engine;

/// <summary>How an argument is written in a POSIX shell.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-"
    );

    public static bool IsPlain(string argument) => argument.Length > 0 && !argument.AsSpan().ContainsAnyExcept(Plain);

    public static string Quote(string argument) =>
        IsPlain(argument) ? argument : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
