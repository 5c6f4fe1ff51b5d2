using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Tests.Secrets;

/// <summary>What a text is without its secrets.</summary>
public sealed class RedactionTests
{
    private const string Password = "pa'ss \"word\"/+ü\\";

    [TestCase("nothing here", "nothing here")]
    [TestCase("hunter2", "***")]
    [TestCase("a hunter2, and hunter2", "a ***, and ***")]
    [TestCase("hunter2hunter2", "***")]
    [TestCase("xhunter2x", "x***x")]
    public void A_value_is_masked_wherever_it_stands(string text, string masked) =>
        Assert.That(Of("hunter2", "hunter2hunter2").Of(text), Is.EqualTo(masked));

    [Test]
    public void Values_that_overlap_are_masked_whole() =>
        Assert.That(Of("abcdef", "defghi", "fghijk").Of("-abcdefghijk-abcdefghi-"), Is.EqualTo("-***-***-"));

    [Test]
    public void A_value_of_many_lines_is_masked_line_by_line() =>
        Assert.That(
            Of("first line\r\n  second line\nend\n").Of("  second line\nfirst line\nend"),
            Is.EqualTo("  ***\n***\nend")
        );

    [TestCase("Image https://hunter2-hunt…", "Image https://***…")]
    [TestCase("hun… hunt…", "hun… ***…")]
    public void A_value_that_was_cut_is_masked(string text, string masked) =>
        Assert.That(Of("hunter2-hunter3").Of(text), Is.EqualTo(masked));

    [Test]
    public void A_value_is_known_as_other_programs_write_it()
    {
        var redaction = Of(Password);
        string[] written =
        [
            Password,
            Uri.EscapeDataString(Password),
            Uri.EscapeDataString(Password).ToLowerInvariant(),
            Uri.EscapeDataString(Password).Replace("%20", "+", StringComparison.Ordinal),
            @"pa'ss \""word\""/+ü\\",
            @"pa'\''ss ""word""/+ü\",
            @"pa\'ss ""word""/+ü\\",
            @"pa'ss """"word""""/+ü\",
        ];

        Assert.That(written.Select(redaction.Of), Is.All.EqualTo("***"));
    }

    [TestCase("https://user:password@host/x", "https://***@host/x")]
    [TestCase("https://token@host", "https://***@host")]
    [TestCase("to ssh://deploy@host:22, and http://a:b@c/", "to ssh://***@host:22, and http://***@c/")]
    [TestCase("https://user:p@ss@host/", "https://***@host/")]
    [TestCase("https://user:p/ss@host/", "https://***@host/")]
    [TestCase("https://user:@host/", "https://***@host/")]
    [TestCase("https://host:5000/a@b", "https://host:5000/a@b")]
    [TestCase("https://[::1]:5000/a@b", "https://[::1]:5000/a@b")]
    [TestCase("https://host/a@sha256:1", "https://host/a@sha256:1")]
    [TestCase("https://@host", "https://@host")]
    [TestCase("\"https://host\" a@b", "\"https://host\" a@b")]
    [TestCase("://", "://")]
    [TestCase("a://b://c:d@e", "a://b://***@e")]
    public void Credentials_in_a_URL_are_masked(string text, string masked) =>
        Assert.That(new Redaction([]).Of(text), Is.EqualTo(masked));

    [TestCase("https://user:pass@host", "user:pass", "pass", "pass")]
    [TestCase("https://user:p%40ss@host", "user:p%40ss", "p%40ss", "p@ss")]
    [TestCase("https://token@host", "token")]
    [TestCase("ssh://deploy@host")]
    [TestCase("no URL")]
    public void Credentials_are_secrets_by_themselves(string text, params string[] secrets) =>
        Assert.That(UrlCredentials.Secrets(text), Is.EqualTo(secrets));

    [TestCase(
        "type=s3,bucket=b,region=r,access_key_id=AKIA,secret_access_key=wJalr,session_token=FwoG",
        "type=s3,bucket=b,region=r,access_key_id=***,secret_access_key=***,session_token=***"
    )]
    [TestCase("type=gha,scope=a,token=ghs_1", "type=gha,scope=a,token=***")]
    [TestCase("type=gha,scope=b,token=b", "type=gha,scope=b,token=***")]
    [TestCase("VERSION=1.4.7", "VERSION=1.4.7")]
    public void Keys_of_a_cache_s_account_are_masked(string text, string masked) =>
        Assert.That(
            new Redaction(
                CacheOptions.KeysOfAccounts(text).SelectMany(pair => SecretForms.Of(pair.Key, pair.Value))
            ).Of(text),
            Is.EqualTo(masked)
        );

    [Test]
    public void A_line_without_anything_to_mask_is_left_alone_itself()
    {
        const string Line = "#12 0.345 compiling a::b";

        Assert.That(new Redaction([]).Of(Line), Is.SameAs(Line));
        Assert.That(Of("hunter2").Of(Line), Is.SameAs(Line));
    }

    private static Redaction Of(params string[] values) => new(values.SelectMany(value => SecretForms.Of(value)));
}
