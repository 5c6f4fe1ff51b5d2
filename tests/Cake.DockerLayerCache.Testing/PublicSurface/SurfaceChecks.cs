using System.Reflection;
using Cake.Core.Annotations;

namespace Cake.DockerLayerCache.Testing.PublicSurface;

/// <summary>What scripts can see of an addin changes only where somebody means it to.</summary>
/// <param name="frontDoor">The class that has the addin's aliases.</param>
public abstract class SurfaceChecks(Type frontDoor)
{
    [Test]
    public void The_public_surface_is_the_reviewed_one()
    {
        var reviewed = RepositoryRoot.File(
            "tests",
            $"{frontDoor.Assembly.GetName().Name}.Tests",
            "PublicSurface",
            "surface.txt"
        );
        var listing = Listing.Of(frontDoor.Assembly);

        Assert.That(
            listing,
            Is.EqualTo(File.ReadAllText(reviewed)),
            $"Where the change is meant, put this into {reviewed}:\n{listing}"
        );
    }

    [Test]
    public void Everything_public_is_in_the_namespace_that_scripts_import() =>
        Assert.That(
            frontDoor.Assembly.GetExportedTypes().Select(type => type.Namespace),
            Is.All.EqualTo(frontDoor.Namespace)
        );

    [Test]
    public void Every_method_of_the_front_door_is_an_alias_in_the_category_of_docker()
    {
        Assert.That(
            frontDoor
                .GetMethods()
                .Where(method => method.IsStatic)
                .Select(alias => alias.IsDefined(typeof(CakeMethodAliasAttribute), inherit: false)),
            Is.Not.Empty.And.All.True
        );
        Assert.That(
            frontDoor.GetCustomAttributes<CakeAliasCategoryAttribute>(inherit: false).Select(category => category.Name),
            Is.EqualTo((string[])["Docker"])
        );
    }
}
