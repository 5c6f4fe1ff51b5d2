namespace Cake.DockerLayerCache.Dockerfiles.Advice;

internal static class StageSteps
{
    /// <summary>The instructions of a stage, behind those of the stages that it goes on from.</summary>
    public static IEnumerable<Instruction> Of(Stage stage)
    {
        var chain = new Stack<Stage>();
        for (var each = stage; each is not null; each = each.BaseStage)
        {
            chain.Push(each);
        }

        return chain.SelectMany(each => each.Instructions);
    }
}
