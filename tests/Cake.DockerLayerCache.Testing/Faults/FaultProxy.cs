using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>Stands in front of a registry on loopback, and lets go wrong what it is told to.</summary>
public sealed class FaultProxy : IAsyncDisposable, IDisposable
{
    private readonly Forwarder forwarder;
    private readonly WebApplication server;
    private readonly ConcurrentQueue<InjectedFault> injected = new();
    private readonly ConcurrentQueue<string> requests = new();
    private volatile FaultTrigger? trigger;

    public FaultProxy(string registryAddress)
    {
        forwarder = new Forwarder(registryAddress);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            // What has been flushed is with the socket then, and no reset comes before it.
            .UseSockets(sockets => sockets.MaxWriteBufferSize = 1)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
                kestrel.Listen(IPAddress.Loopback, 0);
            });
        server = builder.Build();
        server.Run(Handle);
        server.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(server.Urls.Single()).Authority;
    }

    /// <summary>What image names begin with, to go through here.</summary>
    public string Address { get; }

    /// <summary>Tells how long the registry has been away.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What has gone wrong since a rule was armed.</summary>
    public IReadOnlyCollection<InjectedFault> Injected => injected;

    /// <summary>What was asked since a rule was armed, with the answers' status.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public void Arm(FaultRule rule)
    {
        injected.Clear();
        requests.Clear();
        trigger = new FaultTrigger(rule, Clock);
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Disarm() => trigger = null;

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        Disarm();
        await server.DisposeAsync();
        forwarder.Dispose();
    }

    private async Task Handle(HttpContext context)
    {
        var request = RegistryRequest.Of(context);
        var armed = trigger;
        try
        {
            if (armed?.Hits(request) == true)
            {
                injected.Enqueue(new InjectedFault(armed.Rule.Kind, request.Method, request.Path));
                await Inject(context, request, armed.Rule);
                requests.Enqueue($"{request.Method} {request.Path} {armed.Rule.Kind}");
                return;
            }

            await forwarder.Pass(context, request);
            requests.Enqueue($"{request.Method} {request.Path} {context.Response.StatusCode}");
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or HttpRequestException)
        {
            // One side has ended the connection; so it ends on the other, as it would without the proxy.
            requests.Enqueue($"{request.Method} {request.Path} {broken.GetType().Name}");
            context.Abort();
        }
    }

    private async Task Inject(HttpContext context, RegistryRequest request, FaultRule rule)
    {
        if (ErrorAnswer.Of(rule.Kind, request.Path) is { } refusal)
        {
            await refusal.Write(context, rule.Kind);
            return;
        }

        switch (rule.Kind)
        {
            case FaultKind.ResetBeforeResponse or FaultKind.RegistryAway:
                context.ResetConnection();
                return;
            case FaultKind.Stall:
                await Task.Delay(rule.Time, context.RequestAborted);
                context.ResetConnection();
                return;
            default:
                await new BodyFault(forwarder, rule).Inject(context, request);
                return;
        }
    }
}
