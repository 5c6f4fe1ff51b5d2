namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The variables that a word may use.</summary>
/// <param name="valueOf">The value of one; null where it is not set.</param>
/// <param name="areAll">False where the image below a stage may have set more.</param>
internal sealed class Variables(Func<string, string?> valueOf, bool areAll)
{
    public Func<string, string?> ValueOf => valueOf;

    public bool AreAll => areAll;

    public static Variables Of(IReadOnlyDictionary<string, string> values) =>
        new(values.GetValueOrDefault, areAll: true);
}
