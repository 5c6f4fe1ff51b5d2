namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>What ONBUILD may defer.</summary>
internal static class TriggerForm
{
    public static string? Problem(Instruction instruction) =>
        instruction.Trigger switch
        {
            null or { Keyword: "" } => "has nothing behind it",
            { Keyword: "ONBUILD" or "FROM" or "MAINTAINER" } trigger => $"defers {trigger.Keyword}, which it cannot",
            _ => null,
        };
}
