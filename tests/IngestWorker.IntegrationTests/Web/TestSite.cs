using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace IngestWorker.IntegrationTests.Web;

/// <summary>
/// A real HTTP server on a free loopback port. Each path answers as the test says (<see cref="Answers"/>); what is not set is
/// 404. Every request is remembered with the time it came.
/// </summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly List<SeenRequest> _requests = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _web;
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TestSite(WebApplication web) => _web = web;

    /// <summary>"http://127.0.0.1:41234/".</summary>
    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>"127.0.0.1:41234".</summary>
    public string Host => BaseUrl.Authority;

    /// <param name="address">Which loopback address to listen on. 127.0.0.2 and so on are further hosts on the same machine.</param>
    public static async Task<TestSite> StartAsync(CancellationToken cancellationToken, IPAddress? address = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(address ?? IPAddress.Loopback, 0);
            options.AddServerHeader = false;
            // A site that stalls is what some tests are about: the server must not be the one to give up.
            options.Limits.MinResponseDataRate = null;
        });
        var web = builder.Build();
        var site = new TestSite(web);
        web.Run(site.AnswerAsync);
        await web.StartAsync(cancellationToken);
        site.BaseUrl = new Uri(web.Urls.Single() + "/");
        return site;
    }

    /// <summary>The absolute URL of a path.</summary>
    public string Url(string path) => new Uri(BaseUrl, path).AbsoluteUri;

    /// <summary>Sets what a path answers from now on.</summary>
    /// <param name="path">With its leading slash and, where the answer depends on it, its query ("/a?page=2").</param>
    /// <param name="answer">What to send.</param>
    public TestSite On(string path, Answer answer)
    {
        lock (_gate) _answers[path] = answer;
        return this;
    }

    /// <summary>All requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<SeenRequest> Requests
    {
        get { lock (_gate) return [.. _requests]; }
    }

    public IReadOnlyList<SeenRequest> RequestsTo(string path) => [.. Requests.Where(r => r.Path == path)];

    /// <summary>Waits until a path has been asked for a number of times, and gives these requests.</summary>
    public async Task<IReadOnlyList<SeenRequest>> WaitForRequestsAsync(string path, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_gate) arrival = _arrival.Task;
            var seen = RequestsTo(path);
            if (seen.Count >= count) return seen;
            await arrival.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _web.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Answer? answer;
        lock (_gate)
        {
            _requests.Add(SeenRequest.Of(context.Request, target));
            if (!_answers.TryGetValue(target, out answer)) _answers.TryGetValue(context.Request.Path.Value ?? "/", out answer);
            _arrival.SetResult();
            _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            await (answer ?? Answers.Status(404))(context, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
