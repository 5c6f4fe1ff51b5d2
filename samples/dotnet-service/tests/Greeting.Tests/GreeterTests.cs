using NUnit.Framework;

namespace Greeting.Tests;

public sealed class GreeterTests
{
    [TestCase("Ada", "Hello, Ada!")]
    [TestCase(" Ada ", "Hello, Ada!")]
    public void Greets_by_name(string name, string greeting) => Assert.That(Greeter.Greet(name), Is.EqualTo(greeting));
}
