using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>
/// A stage that is kept as an image of its own. One that the user named is an image people run, and must be pushed.
/// </summary>
internal sealed record StageCache(Stage Stage, ImageReference Reference, bool Named);
