namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>How a build has ended that something went wrong with.</summary>
public enum FaultOutcome
{
    /// <summary>All is in place, whole and right.</summary>
    Success,

    /// <summary>A failure with a code that leaves only whole images behind, and the next build succeeds.</summary>
    Coded,

    /// <summary>What must not happen.</summary>
    Violation,
}
