using IngestWorker.Configuration;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>Two workers whose clocks are ten minutes apart: who is due, whose turn it is and which text is newer is the database's to say.</summary>
public sealed class SchedulerClockTests
{
    private static readonly TimeSpan s_apart = TimeSpan.FromMinutes(10);

    [Fact(Explicit = true)]
    public async Task Two_workers_with_clocks_ten_minutes_apart_share_the_work_and_the_promises_to_hosts()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(2));
        var token = patience.Token;
        await using var bench = await FaultBench.StartAsync(16, token);
        var fast = TimeSpan.FromMilliseconds(100);
        await AddFeedAsync(bench, token);
        bench.Cluster.Start("consumer");
        using var ahead = await StartAsync(bench, s_apart / 2, s => s.HostInterval = fast, token);
        using var behind = await StartAsync(bench, -s_apart / 2, s => s.HostInterval = fast, token);

        await bench.Cluster.WaitForAsync(Ledger.Stored, 16, token);

        await Task.WhenAll(ahead.StopAsync(token), behind.StopAsync(token));
        await Ledger.ShouldHoldAsync(bench.Cluster, 16, token);
        bench.Site.Fetches.ShouldBe(16, "nobody took what the other had");
        bench.Site.Site.RequestsTo("/feed.xml").Count.ShouldBe(1, "due again in minutes, by any clock");
        (await bench.Cluster.CountAsync("SELECT max(attempt) FROM items", token)).ShouldBe(1);
    }

    [Fact(Explicit = true)]
    public async Task A_newer_text_is_the_current_one_though_the_clock_of_its_worker_is_behind()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(2));
        var token = patience.Token;
        await using var bench = await FaultBench.StartAsync(1, token);
        await bench.AddAsync(1, token);
        bench.Cluster.Start("consumer");
        using (var ahead = await StartAsync(bench, s_apart / 2, s => s.RevisitAfter = ["1s"], token))
        {
            await bench.Cluster.WaitForAsync(Ledger.Stored, 1, token);
            await ahead.StopAsync(token);
        }
        bench.Site.Site.On("/story/0", Answers.Text(StoryPage.Html("Town 0", bench.Site.Stories[0], extra: "The mayor of the town resigned on Saturday.")));
        await bench.ExecuteAsync("UPDATE items SET revisit_at = now()", token);
        using var behind = await StartAsync(bench, -s_apart / 2, s => s.RevisitAfter = ["1h"], token);
        await bench.Cluster.WaitForAsync("SELECT count(*) FROM articles", 2, token);
        await behind.StopAsync(token);

        (await bench.Cluster.TextAsync("SELECT text FROM articles WHERE is_current", token)).ShouldContain("The mayor of the town resigned");
    }

    private static async Task AddFeedAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        await using var database = await StorySite.OpenAsync(bench.Cluster.ConnectionString, cancellationToken);
        await new FeedStore(database).AddAsync([new NewFeed(bench.Site.Feed)], cancellationToken);
    }

    private static async Task<IHost> StartAsync(FaultBench bench, TimeSpan shift, Action<WorkerSettings> set, CancellationToken cancellationToken)
    {
        var settings = new IngestSettings { DrainTime = TimeSpan.FromSeconds(3) };
        settings.RabbitMq.Host = bench.Cluster.Broker.Host;
        settings.RabbitMq.Port = bench.Cluster.Broker.Port;
        settings.RabbitMq.VirtualHost = bench.Cluster.Settings["RabbitMq:VirtualHost"];
        settings.RabbitMq.DeliveryLimit = 100;
        settings.Database.Provider = DatabaseProvider.PostgreSql;
        settings.Database.ConnectionString = bench.Cluster.ConnectionString;
        settings.Fetching.AllowedNetworks = ["127.0.0.0/8"];
        settings.Worker.IdleDelay = TimeSpan.FromMilliseconds(50);
        settings.Worker.ResponseTimeFactor = 0;
        settings.Worker.HostInterval = TimeSpan.Zero;
        set(settings.Worker);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new ShiftedTime(shift)).AddMetrics().AddIngest(settings, RoleSet.Worker);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
