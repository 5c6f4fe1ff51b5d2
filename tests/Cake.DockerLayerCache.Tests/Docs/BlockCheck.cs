using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Cake.DockerLayerCache.Testing.Docs;
using Cake.DockerLayerCache.Tests.Dockerfiles;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>Whether a block of a page is what its language says. C# is compiled elsewhere: <see cref="SnippetTests"/>.</summary>
internal static class BlockCheck
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Problem(string language, string text)
    {
        try
        {
            switch (language)
            {
                case CodeBlock.CSharp or CodeBlock.Output:
                    return text.Length > 0 ? null : "It is empty.";
                case CodeBlock.Shell:
                    return ShellCheck.Problem(text);
                case CodeBlock.Dockerfile:
                    Reading.Read(text);
                    return null;
                case "json":
                    JsonDocument.Parse(text).Dispose();
                    return null;
                case "xml":
                    XDocument.Parse(text);
                    return null;
                default:
                    return $"No test knows the language '{language}'.";
            }
        }
        catch (Exception broken) when (broken is DockerLayerCacheException or JsonException or XmlException)
        {
            return broken.Message;
        }
    }
}
