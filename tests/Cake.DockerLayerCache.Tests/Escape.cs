using System.Diagnostics.CodeAnalysis;

namespace Cake.DockerLayerCache.Tests;

/// <summary>
/// The escape character in a test's arguments, written as ␛: a test with the character itself in its name is left out, in
/// silence, by every run that selects tests.
/// </summary>
internal static class Escape
{
    [return: NotNullIfNotNull(nameof(text))]
    public static string? In(string? text) => text?.Replace('␛', '\e');
}
