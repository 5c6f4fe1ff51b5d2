using Cake.DockerLayerCache.Ci;

namespace Cake.DockerLayerCache.Tests.Ci;

/// <summary>Where a person finds a repository, and whether two addresses are one.</summary>
public sealed class RepositoryAddressTests
{
    [TestCase("https://github.com/owner/app.git", "https://github.com/owner/app")]
    [TestCase("https://ci:s3cr3t@github.com/owner/app", "https://github.com/owner/app")]
    [TestCase("https://ci:s3@cr3t@github.com/owner/app", "https://github.com/owner/app")]
    [TestCase("https://ci:s3/cr3t@github.com/owner/app", "https://github.com/owner/app")]
    [TestCase("https://gitlab.corp:8443/group/app.git", "https://gitlab.corp:8443/group/app")]
    [TestCase("http://gitlab.corp/group/app/", "http://gitlab.corp/group/app")]
    [TestCase("ssh://git@host:2222/owner/app.git", "https://host/owner/app")]
    [TestCase("git://host:9418/owner/app", "https://host/owner/app")]
    [TestCase("git@github.com:owner/app.git", "https://github.com/owner/app")]
    [TestCase("https://[::1]/app", "https://[::1]/app")]
    [TestCase(" ", null)]
    public void A_browser_finds_it(string address, string? link) => Assert.That(CiText.Link(address), Is.EqualTo(link));

    [TestCase("https://host:8443/owner/app", "ssh://git@host:2222/owner/app.git", false)]
    [TestCase("git@host:owner/app", "https://host/Owner/app", false)]
    [TestCase("git@host:owner/app", "git@host:fork/app", true)]
    [TestCase("git@host:owner/app", null, null)]
    public void Two_may_be_one(string one, string? other, bool? differ) =>
        Assert.That(CiText.DifferAsRepositories(one, other), Is.EqualTo(differ));
}
