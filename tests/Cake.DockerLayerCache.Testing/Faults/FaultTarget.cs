namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>What a request to the registry is for.</summary>
public enum FaultTarget
{
    /// <summary>GET and HEAD in the cache's repository.</summary>
    CacheRead,

    /// <summary>Everything else in the cache's repository.</summary>
    CacheWrite,

    /// <summary>Uploads of blobs to the image's repository, and the question whether it has them.</summary>
    ImagePush,

    /// <summary>PUT of manifests in the image's repository.</summary>
    TagPush,

    /// <summary>GET of anything in the image's repository, and HEAD of its manifests.</summary>
    ImageRead,

    /// <summary>GET and HEAD in the base image's repository.</summary>
    BasePull,
}
