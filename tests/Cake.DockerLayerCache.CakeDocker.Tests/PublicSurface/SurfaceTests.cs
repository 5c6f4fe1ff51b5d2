using Cake.DockerLayerCache.Testing.PublicSurface;

namespace Cake.DockerLayerCache.CakeDocker.Tests.PublicSurface;

public sealed class SurfaceTests() : SurfaceChecks(typeof(CakeDockerCacheAliases));
