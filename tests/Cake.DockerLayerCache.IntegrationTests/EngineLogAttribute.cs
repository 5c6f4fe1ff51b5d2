using Cake.DockerLayerCache.Testing;
using NUnit.Framework.Interfaces;

[assembly: Cake.DockerLayerCache.IntegrationTests.EngineLog]

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>Shows the last words of engines beside a test that failed because one was gone.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class EngineLogAttribute : Attribute, ITestAction
{
    private const int Lines = 60;

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) { }

    public void AfterTest(ITest test)
    {
        var result = TestContext.CurrentContext.Result;
        if (
            result.Outcome.Status == TestStatus.Failed
            && result.Message?.Contains("Cannot connect to the Docker daemon", StringComparison.Ordinal) == true
        )
        {
            foreach (var log in Bed.Logs())
            {
                TestContext.Out.WriteLine(log.FullName);
                TestContext.Out.WriteLine(string.Join('\n', File.ReadLines(log.FullName).TakeLast(Lines)));
            }
        }
    }
}
