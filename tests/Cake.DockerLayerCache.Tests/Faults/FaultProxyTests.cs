using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Cake.DockerLayerCache.Testing.Faults;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Faults;

/// <summary>Each fault is what it is called, as a client and as the registry see it.</summary>
public sealed class FaultProxyTests : IDisposable
{
    private const string Blob = "faults/app/blobs/sha256:1";
    private const string Upload = "faults/app/blobs/uploads/1";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private SetClock clock = null!;
    private TinyRegistry registry = null!;
    private FaultProxy proxy = null!;
    private HttpClient client = null!;

    [SetUp]
    public void Start()
    {
        registry = new TinyRegistry();
        clock = new SetClock();
        proxy = new FaultProxy(registry.Address) { Clock = clock };
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://{proxy.Address}/v2/"),
        };
    }

    [TearDown]
    public void Dispose()
    {
        client.Dispose();
        proxy.Dispose();
        registry.Dispose();
    }

    [Test]
    public async Task Without_a_fault_what_is_read_comes_as_it_is()
    {
        using var read = await client.GetAsync(Uri(Blob));
        using var asked = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Uri(Blob)));

        Assert.That(await read.Content.ReadAsByteArrayAsync(), Is.EqualTo(TinyRegistry.Content));
        Assert.That(read.Headers.GetValues("Docker-Content-Digest"), Is.EqualTo([TinyRegistry.Digest]));
        Assert.That(asked.Content.Headers.ContentLength, Is.EqualTo(TinyRegistry.Content.Length));
    }

    [Test]
    public async Task Without_a_fault_an_upload_goes_on_through_the_proxy([Values] bool isChunked)
    {
        using var begun = await client.PostAsync(Uri("faults/app/blobs/uploads/"), null);
        var place = begun.Headers.Location!;
        using var request = new HttpRequestMessage(HttpMethod.Patch, place) { Content = Body() };
        request.Headers.TransferEncodingChunked = isChunked;

        using var answer = await client.SendAsync(request);

        Assert.That(place.Authority, Is.EqualTo(proxy.Address));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(registry.Received.Last().Request, Is.EqualTo("PATCH /v2/faults/app/blobs/uploads/1?_state=x%2Fy"));
        Assert.That(registry.Received.Last().Body, Is.EqualTo(TinyRegistry.Content));
    }

    [TestCase(FaultKind.Unauthorized, 401, "WWW-Authenticate: Basic realm=\"registry\"")]
    [TestCase(FaultKind.Forbidden, 403, "")]
    [TestCase(FaultKind.NotFound, 404, "")]
    [TestCase(FaultKind.TooManyRequests, 429, "")]
    [TestCase(FaultKind.TooManyRequestsRetryAfter, 429, "Retry-After: 1")]
    [TestCase(FaultKind.InternalError, 500, "")]
    [TestCase(FaultKind.BadGateway, 502, "")]
    [TestCase(FaultKind.ServiceUnavailable, 503, "")]
    public async Task A_refusal_has_its_status_and_does_not_reach_the_registry(
        FaultKind kind,
        int status,
        string header
    )
    {
        proxy.Arm(new FaultRule(kind, FaultTarget.ImageRead));

        using var answer = await client.GetAsync(Uri(Blob));

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That($"{answer.Headers}", Does.Contain(header));
        Assert.That(answer.Headers.Contains("Retry-After"), Is.EqualTo(kind == FaultKind.TooManyRequestsRetryAfter));
        Assert.That(registry.Received, Is.Empty);
        Assert.That(proxy.Injected, Is.EqualTo([new InjectedFault(kind, "GET", $"/v2/{Blob}")]));
    }

    [Test]
    public async Task A_refused_question_has_no_body()
    {
        proxy.Arm(new FaultRule(FaultKind.NotFound, FaultTarget.ImagePush));

        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Uri(Blob)));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void A_reset_before_the_response_hides_the_request_from_the_registry()
    {
        proxy.Arm(new FaultRule(FaultKind.ResetBeforeResponse, FaultTarget.ImagePush));

        Assert.That(Put, Throws.InstanceOf<HttpRequestException>().With.Matches<Exception>(IsReset));
        Assert.That(registry.Received, Is.Empty);
    }

    [Test]
    public async Task A_reset_in_an_answer_comes_after_half_of_it()
    {
        proxy.Arm(new FaultRule(FaultKind.ResetInBody, FaultTarget.ImageRead));

        var (length, end) = await ReadToTheEnd();

        Assert.That(length, Is.EqualTo(TinyRegistry.Content.Length / 2));
        Assert.That(IsReset(end), $"{end}");
    }

    [Test]
    public void A_reset_in_a_request_lets_the_registry_have_no_whole_body()
    {
        proxy.Arm(new FaultRule(FaultKind.ResetInBody, FaultTarget.ImagePush));

        Assert.That(Put, Throws.InstanceOf<HttpRequestException>().With.Matches<Exception>(IsReset));
        Assert.That(registry.Received, Is.Empty);
    }

    [Test]
    public async Task A_reset_after_an_answer_comes_after_all_of_it()
    {
        proxy.Arm(new FaultRule(FaultKind.ResetAfterBody, FaultTarget.ImageRead));
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPEndPoint.Parse(proxy.Address));
        var stream = connection.GetStream();
        await stream.WriteAsync("GET /v2/faults/app/blobs/sha256:1 HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());

        using var received = new MemoryStream();
        var end = Assert.CatchAsync(() => stream.CopyToAsync(received));

        Assert.That(IsReset(end), $"{end}");
        Assert.That(received.ToArray()[^TinyRegistry.Content.Length..], Is.EqualTo(TinyRegistry.Content));
    }

    [Test]
    public void A_reset_after_a_request_loses_only_the_registrys_answer()
    {
        proxy.Arm(new FaultRule(FaultKind.ResetAfterBody, FaultTarget.ImagePush));

        Assert.That(Put, Throws.InstanceOf<HttpRequestException>().With.Matches<Exception>(IsReset));
        Assert.That(registry.Received.Single().Body, Is.EqualTo(TinyRegistry.Content));
    }

    [Test]
    public async Task A_truncated_answer_ends_early_without_a_reset()
    {
        proxy.Arm(new FaultRule(FaultKind.TruncatedBody, FaultTarget.ImageRead));

        var (length, end) = await ReadToTheEnd();

        Assert.That(length, Is.EqualTo(TinyRegistry.Content.Length / 2));
        Assert.That((end as HttpIOException)?.HttpRequestError, Is.EqualTo(HttpRequestError.ResponseEnded), $"{end}");
    }

    [Test]
    public async Task A_truncated_request_is_half_of_it_to_the_registry()
    {
        proxy.Arm(new FaultRule(FaultKind.TruncatedBody, FaultTarget.ImagePush));

        using var answer = await Put();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(
            registry.Received.Single().Body,
            Is.EqualTo(TinyRegistry.Content[..(TinyRegistry.Content.Length / 2)])
        );
    }

    [Test]
    public async Task A_corrupted_answer_differs_in_one_bit()
    {
        proxy.Arm(new FaultRule(FaultKind.CorruptedBody, FaultTarget.ImageRead));

        Assert.That(DifferentBits(await client.GetByteArrayAsync(Uri(Blob))), Is.EqualTo(1));
    }

    [Test]
    public async Task A_corrupted_request_differs_in_one_bit()
    {
        proxy.Arm(new FaultRule(FaultKind.CorruptedBody, FaultTarget.ImagePush));

        using var answer = await Put();

        Assert.That(DifferentBits(registry.Received.Single().Body), Is.EqualTo(1));
    }

    [Test]
    public void A_stall_ends_with_a_reset_and_not_earlier_than_it_is_to()
    {
        proxy.Arm(new FaultRule(FaultKind.Stall, FaultTarget.ImagePush) { Time = Short });
        var taken = Stopwatch.StartNew();

        Assert.That(Put, Throws.InstanceOf<HttpRequestException>().With.Matches<Exception>(IsReset));
        Assert.That(taken.Elapsed, Is.GreaterThan(Short / 2));
        Assert.That(registry.Received, Is.Empty);
    }

    [Test]
    public async Task A_drip_brings_everything_and_takes_its_time([Values] bool isRead)
    {
        var target = isRead ? FaultTarget.ImageRead : FaultTarget.ImagePush;
        proxy.Arm(new FaultRule(FaultKind.SlowDrip, target) { Time = Short });
        var taken = Stopwatch.StartNew();

        byte[] body;
        if (isRead)
        {
            body = await client.GetByteArrayAsync(Uri(Blob));
        }
        else
        {
            using var answer = await Put();
            body = registry.Received.Single().Body;
        }

        Assert.That(body, Is.EqualTo(TinyRegistry.Content));
        Assert.That(taken.Elapsed, Is.GreaterThan(Short / 2));
    }

    [Test]
    public async Task A_registry_that_is_away_is_so_for_all_and_comes_back()
    {
        proxy.Arm(new FaultRule(FaultKind.RegistryAway, FaultTarget.ImagePush) { Time = Short });

        Assert.That(Put, Throws.InstanceOf<HttpRequestException>());
        Assert.That(() => client.GetAsync(Uri("busybox/manifests/1")), Throws.InstanceOf<HttpRequestException>());

        clock.Now += Short;
        using var back = await client.GetAsync(Uri("busybox/manifests/1"));
        Assert.That(back.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var answer = await Put();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), "it goes away once");
    }

    [TestCase("GET", "faults-cache/app/manifests/x", FaultTarget.CacheRead)]
    [TestCase("HEAD", "faults-cache/app/blobs/sha256:1", FaultTarget.CacheRead)]
    [TestCase("POST", "faults-cache/app/blobs/uploads/", FaultTarget.CacheWrite)]
    [TestCase("PATCH", "faults-cache/app/blobs/uploads/1", FaultTarget.CacheWrite)]
    [TestCase("PUT", "faults-cache/app/manifests/x", FaultTarget.CacheWrite)]
    [TestCase("HEAD", "faults/app/blobs/sha256:1", FaultTarget.ImagePush)]
    [TestCase("POST", "faults/app/blobs/uploads/", FaultTarget.ImagePush)]
    [TestCase("PATCH", "faults/app/blobs/uploads/1", FaultTarget.ImagePush)]
    [TestCase("PUT", "faults/app/blobs/uploads/1", FaultTarget.ImagePush)]
    [TestCase("PUT", "faults/app/manifests/latest", FaultTarget.TagPush)]
    [TestCase("GET", "faults/app/manifests/latest", FaultTarget.ImageRead)]
    [TestCase("HEAD", "faults/app/manifests/latest", FaultTarget.ImageRead)]
    [TestCase("GET", "busybox/manifests/1", FaultTarget.BasePull)]
    [TestCase("GET", "busybox/blobs/sha256:1", FaultTarget.BasePull)]
    public async Task A_request_is_for_one_target(string method, string path, FaultTarget expected)
    {
        var hit = new List<FaultTarget>();
        foreach (var target in Enum.GetValues<FaultTarget>())
        {
            proxy.Arm(new FaultRule(FaultKind.Forbidden, target));
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Uri(path)));
            if (answer.StatusCode == HttpStatusCode.Forbidden)
            {
                hit.Add(target);
            }
        }

        Assert.That(hit, Is.EqualTo([expected]));
    }

    [Test]
    public async Task A_fault_begins_and_ends_with_the_requests_it_is_for()
    {
        proxy.Arm(new FaultRule(FaultKind.Forbidden, FaultTarget.ImageRead) { First = 3, Count = 2 });

        Assert.That(await Statuses(6), Is.EqualTo([200, 200, 403, 403, 200, 200]));
    }

    [Test]
    public async Task A_seed_decides_the_same_way_each_time()
    {
        var rule = new FaultRule(FaultKind.Forbidden, FaultTarget.ImageRead)
        {
            Count = FaultRule.Always,
            Probability = 0.5,
            Seed = 1,
        };
        proxy.Arm(rule);
        var once = await Statuses(30);
        proxy.Arm(rule);

        Assert.That(await Statuses(30), Is.EqualTo(once));
        Assert.That(once, Does.Contain(200).And.Contain(403));
    }

    [Test]
    public async Task Nothing_goes_wrong_any_more_when_it_is_disarmed()
    {
        proxy.Arm(new FaultRule(FaultKind.Forbidden, FaultTarget.ImageRead) { Count = FaultRule.Always });
        proxy.Disarm();

        Assert.That(await Statuses(1), Is.EqualTo([200]));
    }

    private static Uri Uri(string path) => new(path, UriKind.Relative);

    private static ByteArrayContent Body() => new(TinyRegistry.Content);

    private static bool IsReset(Exception? failure) =>
        failure is SocketException { SocketErrorCode: SocketError.ConnectionReset }
        || (failure is not null && IsReset(failure.InnerException));

    private static int DifferentBits(byte[] body) =>
        body.Zip(TinyRegistry.Content, (one, other) => int.PopCount(one ^ other)).Sum()
        + (8 * Math.Abs(body.Length - TinyRegistry.Content.Length));

    private Task<HttpResponseMessage> Put() => client.PutAsync(Uri(Upload), Body());

    private async Task<(int Length, Exception? End)> ReadToTheEnd()
    {
        using var answer = await client.GetAsync(Uri(Blob), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(TinyRegistry.Content.Length));
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var received = new MemoryStream();
        var end = Assert.CatchAsync(() => body.CopyToAsync(received));
        return ((int)received.Length, end);
    }

    private async Task<List<int>> Statuses(int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var answer = await client.GetAsync(Uri(Blob));
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }
}
