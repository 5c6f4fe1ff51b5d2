namespace Cake.DockerLayerCache.Benchmarks.Samples;

/// <summary>
/// A change of one source file that shows in the image: its first line that holds <paramref name="Line"/> becomes
/// <paramref name="NewLine"/>, where <see cref="Marker"/> stands for a text that is new each time.
/// </summary>
internal sealed record Edit(string File, string Line, string NewLine, Proof Proof)
{
    public const string Marker = "MARKER";

    public void Apply(string pristine, string copy, string marker)
    {
        var lines = System.IO.File.ReadAllLines(Path.Combine(pristine, File)).ToList();
        var at = lines.FindIndex(line => line.Contains(Line, StringComparison.Ordinal));
        if (at < 0)
        {
            throw new InvalidOperationException($"{File} has no line with '{Line}'");
        }

        lines[at] = NewLine.Replace(Marker, marker, StringComparison.Ordinal);
        System.IO.File.WriteAllLines(Path.Combine(copy, File), lines);
    }
}

/// <summary>
/// A file of the image, by the end of its path, and what its content must hold, from the changed source file and the
/// marker in it.
/// </summary>
internal sealed record Proof(string PathEnd, Func<string, string, string> Text);
