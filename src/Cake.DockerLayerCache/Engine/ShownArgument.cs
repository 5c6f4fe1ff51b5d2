using Cake.Core.IO;

namespace Cake.DockerLayerCache.Engine;

/// <summary>An argument that Cake shows, where it shows the command, in other words than docker gets.</summary>
internal sealed class ShownArgument(IProcessArgument argument, Func<string, string> shown) : IProcessArgument
{
    public string Render() => argument.Render();

    public string RenderSafe() => shown(argument.RenderSafe());

    public override string ToString() => RenderSafe();

    /// <summary>The same arguments, each shown in other words.</summary>
    public static ProcessArgumentBuilder Each(ProcessArgumentBuilder arguments, Func<string, string> shown)
    {
        var all = new ProcessArgumentBuilder();
        foreach (var argument in arguments)
        {
            all.Append(new ShownArgument(argument, shown));
        }

        return all;
    }
}
