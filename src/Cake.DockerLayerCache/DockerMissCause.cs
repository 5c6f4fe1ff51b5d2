namespace Cake.DockerLayerCache;

/// <summary>Why a step was not reused.</summary>
public enum DockerMissCause
{
    /// <summary>The engine does not say, and nothing that is known of the last build differs.</summary>
    Unknown,

    /// <summary>There was no cache that could hold it.</summary>
    CacheAbsent,

    /// <summary>
    /// There was an image to reuse steps of, but BuildKit cannot: it was built without inline cache metadata.
    /// </summary>
    NoCacheMetadata,

    /// <summary>The settings ask that nothing be reused (<c>NoCache</c>).</summary>
    CacheNotUsed,

    /// <summary>The image that the stage starts from, or that is copied from, is another one.</summary>
    BaseImageChanged,

    /// <summary>The instruction, or one before it that counts for it, is not what it was.</summary>
    InstructionChanged,

    /// <summary>A build argument has another value.</summary>
    ArgumentChanged,

    /// <summary>Files of the build context are not what they were.</summary>
    FilesChanged,

    /// <summary>A stage that it needs was built anew.</summary>
    StageChanged,
}
