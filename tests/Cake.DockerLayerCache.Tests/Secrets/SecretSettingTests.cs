using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.BadInput.Refusals;

namespace Cake.DockerLayerCache.Tests.Secrets;

/// <summary>Secrets that are refused, and what is said of them.</summary>
public sealed class SecretSettingTests
{
    [TestCase("")]
    [TestCase("abc")]
    [TestCase(" abc ")]
    [TestCase(null)]
    public void A_value_to_redact_that_would_mask_anything(string? value) =>
        Assert.That(
            Refusal(new() { Image = Image, Redact = ["long enough", value!] }),
            Does.StartWith($"DLC0123: a value in Redact has {value?.Trim().Length ?? 0} characters, ")
        );

    [Test]
    public void A_secret_argument_that_would_mask_anything() =>
        Assert.That(
            Refusal(new() { Image = Image, SecretBuildArg = ["PIN=123"] }),
            Does.StartWith("DLC0123: a value in SecretBuildArg has 3 characters, ")
        );

    [TestCase("=hunter2")]
    [TestCase("hunter-2")]
    [TestCase("2hunter=x")]
    [TestCase("")]
    [TestCase("DOCKER_HOST=tcp://x")]
    [TestCase("path=/bin")]
    public void A_secret_argument_whose_name_no_variable_of_docker_s_may_have(string value) =>
        Assert.That(
            Refusal(new() { Image = Image, SecretBuildArg = [value] }),
            Does.StartWith("DLC0112: SecretBuildArg '***' cannot be used. Expected NAME=value or NAME, ")
        );

    [TestCase("AWS_SECRET_ACCESS_KEY")]
    [TestCase("azure_client_secret")]
    [TestCase("GOOGLE_APPLICATION_CREDENTIALS")]
    [TestCase("GOOGLE_CLOUD_PROJECT")]
    [TestCase("CLOUDSDK_CONFIG")]
    [TestCase("ACTIONS_RUNTIME_TOKEN")]
    [TestCase("KUBECONFIG")]
    [TestCase("SSL_CERT_FILE")]
    [TestCase("HTTP_PROXY")]
    [TestCase("https_proxy")]
    [TestCase("all_proxy")]
    [TestCase("NO_PROXY")]
    public void A_secret_argument_with_which_docker_would_push_as_somebody_else(string name)
    {
        Assert.That(
            Refusal(new() { Image = Image, SecretBuildArg = [$"{name}=hunter2"] }),
            Does.StartWith(
                    $"DLC0112: SecretBuildArg '{name}' cannot be used. Expected a name that docker and its helpers "
                )
                .And.Not.Contains("hunter2")
        );

        // Its value is docker's already.
        using var workspace = Workspace.With("FROM a");
        var plan = workspace.Cake.DockerPlanCachedBuild(
            Setup.ContainerDriver.Use(new DockerCachedBuildSettings { Image = "i", SecretBuildArg = [name] })
        );
        Assert.That(plan.Commands[0], Does.Contain($"--build-arg {name} "));
    }

    [TestCase("AZURE_DEVOPS_TOKEN")]
    [TestCase("GOOGLE_MAPS_API_KEY")]
    public void A_secret_argument_whose_name_only_begins_like_one_of_those(string name)
    {
        using var workspace = Workspace.With("FROM a");

        Assert.That(
            () =>
                workspace.Cake.DockerPlanCachedBuild(
                    Setup.ContainerDriver.Use(
                        new DockerCachedBuildSettings { Image = "i", SecretBuildArg = [$"{name}=hunter2"] }
                    )
                ),
            Throws.Nothing
        );
    }

    [TestCase("A=hunter2", "A=1")]
    [TestCase("A", "A")]
    public void An_argument_that_is_secret_and_not(string secret, string plain) =>
        Assert.That(
            Refusal(
                new()
                {
                    Image = Image,
                    SecretBuildArg = [secret],
                    BuildArg = [plain],
                }
            ),
            Does.StartWith("DLC0112: SecretBuildArg 'A' cannot be used. Expected a name that is in it once, ")
        );

    [Test]
    public void A_secret_argument_decides_how_the_Dockerfile_is_read_as_any_other_does()
    {
        using var workspace = Workspace.With(
            "ARG STAGE\nFROM busybox AS first\nFROM busybox AS two\nFROM $STAGE AS last"
        );

        var plan = workspace.Cake.DockerPlanCachedBuild(
            Setup.ContainerDriver.Use(new DockerCachedBuildSettings { Image = "i", SecretBuildArg = ["STAGE=first"] })
        );

        Assert.That(plan.Stages, Has.Count.EqualTo(2));
    }
}
