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

        var names = NamesOf(root).ToList();
        Assert.That(names, Has.Some.Contains(nameof(No_test_has_an_escape_in_its_name)));
        // As a character: text in text is looked for in the culture's way, which overlooks this one.
        Assert.That(names.Where(name => name.Contains('\e')), Is.Empty);
    }

    private static IEnumerable<string> NamesOf(ITest test) => test.Tests.SelectMany(NamesOf).Prepend(test.FullName);
}
