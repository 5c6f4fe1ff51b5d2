using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Tests.References;

public sealed class CacheScopeTests
{
    [TestCase("develop", "develop")]
    [TestCase("release_1.4", "release_1.4")]
    [TestCase("Develop", "Develop")]
    [TestCase("feature/login", "feature-login-df7c7aeb")]
    [TestCase("a--b", "a-b-90827a2e")]
    [TestCase("-a", "a-c2748917")]
    [TestCase("päpstlich", "p-pstlich-b48955b3")]
    [TestCase("pr-12", "pr-12-809d3406")]
    [TestCase("feature-login-df7c7aeb", "feature-login-df7c7aeb-de7a6ca3")]
    [TestCase("///", "scope-732c4e97")]
    public void A_branch_has_its_name_or_one_like_it_with_a_hash(string branch, string scope) =>
        Assert.That(CacheScope.Of(branch).Name, Is.EqualTo(scope));

    [Test]
    public void No_two_names_of_many_that_are_alike_share_a_scope()
    {
        string[] parts =
        [
            "a",
            "A",
            "-",
            "--",
            "/",
            ".",
            "_",
            "pr-1",
            "é",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ];
        string[] names =
        [
            .. parts
                .SelectMany(_ => parts, (one, two) => one + two)
                .SelectMany(_ => parts, (two, three) => two + three)
                .Distinct(StringComparer.Ordinal),
        ];
        // What was made of one name is a name as well.
        names = [.. names, .. names.Select(name => CacheScope.Of(name).Name).Except(names, StringComparer.Ordinal)];

        Assert.Multiple(() =>
        {
            var scopes = names.Select(name => CacheScope.Of(name).Name).ToList();
            Assert.That(scopes, Is.Unique);
            Assert.That(scopes.Select(scope => scope.Length), Is.All.LessThanOrEqualTo(40));
            Assert.That(scopes, Is.All.Matches("^[A-Za-z0-9_.-]+$").And.All.Not.Contain("--"));
            Assert.That(
                scopes.Where(scope =>
                    scope.StartsWith("pr-", StringComparison.Ordinal) && scope[3..].All(char.IsAsciiDigit)
                ),
                Is.Empty
            );
        });
    }

    [Test]
    public void A_pull_request_has_its_number_for_a_name() =>
        Assert.That(CacheScope.OfPullRequest("12", "main").Name, Is.EqualTo("pr-12"));

    [Test]
    public void A_pull_request_without_a_number_never_has_the_name_of_a_branch() =>
        Assert.That(
            new[] { CacheScope.OfPullRequest(null, "main").Name, CacheScope.OfPullRequest(null, null).Name },
            Is.EqualTo(["pull-0d6e4079", "pull-e3b0c442"])
        );

    [TestCase("builder", "builder--develop")]
    [TestCase("buildcache", "buildcache--develop")]
    [TestCase("a--b", "a-b-90827a2e--develop")]
    public void A_name_in_a_scope_has_the_suffix_behind_it(string name, string tag) =>
        Assert.That(ImageTag.Of(name, CacheScope.Of("develop")).Value, Is.EqualTo(tag));

    [Test]
    public void A_long_name_in_a_scope_with_a_long_name_is_a_tag()
    {
        var scope = CacheScope.Of(new string('b', 300));

        Assert.That(ImageTag.Of(new string('s', 300), scope).Value, Has.Length.EqualTo(128).And.EndsWith(scope.Suffix));
    }

    [Test]
    public void A_plain_name_never_looks_like_one_of_a_scope() =>
        Assert.That(ImageTag.Of("builder--develop", CacheScope.Shared).Value, Is.EqualTo("builder-develop-73587c25"));
}
