namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>
/// Bounds what the substitutions of one Dockerfile cost together: with ten arguments, each ten times the one before,
/// a few lines ask for gigabytes.
/// </summary>
internal sealed class WorkLimit
{
    private const long Most = 16 * 1024 * 1024;
    private long spent;

    public void Spend(long amount, WordPlace place)
    {
        spent += amount;
        if (spent > Most)
        {
            throw DockerfileProblems.BadSubstitution(place, "the values become too large");
        }
    }
}
