using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class FetchingTelemetryTests
{
    [Fact]
    public async Task Every_fetch_is_counted_by_kind_and_outcome_and_leaves_a_trace()
    {
        await using var server = RawServer.Start(RawServer.Status("404 Not Found"));
        using var fetcher = new TestFetcher();
        var meters = fetcher.Get<IMeterFactory>();
        var measured = new ConcurrentBag<string>();
        var traced = new ConcurrentBag<Activity>();
        using var listener = new MeterListener
        {
            // Other tests' fetchers have meters of their own factories.
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == FetchingTelemetry.Name && instrument.Meter.Scope == meters)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
            measured.Add(instrument.Name + string.Concat(tags.ToArray().Select(t => $" {t.Key}={t.Value}"))));
        listener.Start();
        using var tracing = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FetchingTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = traced.Add,
        };
        ActivitySource.AddActivityListener(tracing);

        await fetcher.FeedAsync(server.Url("/traced"));

        measured.ShouldBe(["ingest.fetch.duration kind=feed outcome=not_found"]);
        var activity = traced.Single(a => Equals(a.GetTagItem("url.full"), server.Url("/traced")));
        activity.GetTagItem("ingest.outcome").ShouldBe("not_found");
        activity.Status.ShouldBe(ActivityStatusCode.Error);
    }
}
