using System.Globalization;
using System.Reflection;
using Cake.Docker;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>A setting of Cake.Docker's that the user has given a value.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">Its value as it is.</param>
/// <param name="Texts">The value as docker would be told it: several of a list, <c>true</c> or <c>false</c> of a switch.</param>
/// <param name="IsSecret">Whether the user wants its value shown nowhere.</param>
internal sealed record GivenSetting(string Name, object Value, string[] Texts, bool IsSecret)
{
    public bool IsTrue => Texts is ["true"];

    /// <summary>Those that say anything, in the order in which the class has them.</summary>
    public static IEnumerable<GivenSetting> In(AutoToolSettings settings) =>
        settings
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => Of(property.Name, property.GetValue(settings), settings.SecretProperties))
            .OfType<GivenSetting>();

    // What is empty Cake.Docker leaves out, too.
    private static GivenSetting? Of(string name, object? value, HashSet<string> secrets)
    {
        string[] texts = value switch
        {
            string text => Given([text]),
            IEnumerable<string?> several => Given(several),
            bool flag => [flag ? "true" : "false"],
            IFormattable number => [number.ToString(null, CultureInfo.InvariantCulture)],
            _ => [],
        };
        return value switch
        {
            null => null,
            string or IEnumerable<string?> when texts.Length == 0 => null,
            _ => new GivenSetting(name, value, texts, secrets.Contains(name)),
        };
    }

    private static string[] Given(IEnumerable<string?> values) =>
        [.. values.OfType<string>().Where(value => value.Length > 0)];
}
