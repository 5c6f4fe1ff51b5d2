using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Cake.DockerLayerCache.Tests;

/// <summary>Each test here is one that a run which selects tests can take.</summary>
public sealed class SelectedTests
{
    [Test]
    public void No_test_has_an_escape_in_its_name()
    {
        ITest root = TestExecutionContext.CurrentContext.CurrentTest;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        Assert.That(NamesOf(root), Has.Some.Contains(nameof(SelectedTests)).And.None.Contains("\e"));
    }

    private static IEnumerable<string> NamesOf(ITest test) => test.Tests.SelectMany(NamesOf).Prepend(test.FullName);
}
