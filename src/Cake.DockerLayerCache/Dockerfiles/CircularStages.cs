namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Looks for stages that copy or mount from each other in a circle, with a stack of its own: chains can be long.</summary>
internal static class CircularStages
{
    /// <summary>The first circle, its first stage repeated at its end, with the reference that closes it.</summary>
    public static (IReadOnlyList<Stage> Chain, StageReference Closing)? Find(IReadOnlyList<Stage> stages)
    {
        var next = new int[stages.Count];
        var isOpen = new bool[stages.Count];
        var chain = new Stack<Stage>();
        foreach (var start in stages.Where(stage => next[stage.Index] == 0))
        {
            chain.Push(start);
            while (chain.TryPeek(out var stage))
            {
                isOpen[stage.Index] = true;
                var reference = stage.References.ElementAtOrDefault(next[stage.Index]++);
                if (reference is null)
                {
                    isOpen[stage.Index] = false;
                    chain.Pop();
                }
                else if (isOpen[reference.Stage.Index])
                {
                    return (Circle(chain, reference.Stage), reference);
                }
                else if (next[reference.Stage.Index] == 0)
                {
                    chain.Push(reference.Stage);
                }
            }
        }

        return null;
    }

    private static List<Stage> Circle(Stack<Stage> chain, Stage first) =>
        [first, .. chain.TakeWhile(stage => stage != first).Reverse(), first];
}
