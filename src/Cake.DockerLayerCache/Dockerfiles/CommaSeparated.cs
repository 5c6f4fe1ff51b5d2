using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Fields between commas; a field in double quotes may hold commas, and a quote written twice.</summary>
internal static class CommaSeparated
{
    public static IReadOnlyList<string> Fields(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var position = 0; position < text.Length; position++)
        {
            var c = text[position];
            if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c != '"')
            {
                field.Append(c);
            }
            else if (quoted && position + 1 < text.Length && text[position + 1] == '"')
            {
                field.Append(text[++position]);
            }
            else
            {
                quoted = !quoted;
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
