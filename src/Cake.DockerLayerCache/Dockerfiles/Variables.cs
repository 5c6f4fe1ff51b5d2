namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The variables that a word may use.</summary>
/// <param name="ValueOf">The value of one; null where it is not set.</param>
/// <param name="AreAll">False where the image below a stage may have set more.</param>
internal sealed record Variables(Func<string, string?> ValueOf, bool AreAll)
{
    public static Variables Of(IReadOnlyDictionary<string, string> values) =>
        new(values.GetValueOrDefault, AreAll: true);
}
