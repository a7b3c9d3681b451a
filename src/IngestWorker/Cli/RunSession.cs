using IngestWorker.Cli.Operations;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>One run of everything in this process: from the opened database to the table at the end.</summary>
internal static class RunSession
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(150);

    public static async Task<int> RunAsync(IngestSettings settings, RunInput input, bool once, CancellationToken cancellationToken)
    {
        using var host = RoleHost.BuildInProcess(settings);
        var run = new Run(host.Services, settings, input);
        // Here, not in the host's start: a file that is none, or in use, is told at once and ends the command.
        await run.OpenAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            if (once) await ProgressBar.ShowAsync(run.LookAsync, s_look, stopping);
            else await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopping: what was fetched is stored first.");
        }
        await host.StopAsync(CancellationToken.None);
        await run.PrintAsync(CancellationToken.None);
        return CommandLine.Done;
    }

    private sealed class Run(IServiceProvider services, IngestSettings settings, RunInput input)
    {
        private readonly FeedStore _feeds = services.GetRequiredService<FeedStore>();
        private readonly ItemStore _items = services.GetRequiredService<ItemStore>();
        private DateTimeOffset _began;

        public async Task OpenAsync(CancellationToken cancellationToken)
        {
            await services.GetRequiredService<IDatabase>().MigrateAsync(cancellationToken);
            _began = await services.GetRequiredService<Reports>().NowAsync(cancellationToken);
            // The file's lock says that no other process works on it: claims in it are those of a run that was ended.
            await _items.ReleaseAllAsync(cancellationToken);
            await _feeds.AddAsync(input.Feeds, cancellationToken);
            await _feeds.MakeAllDueAsync(cancellationToken);
            if (input.Items.Count > 0) await _items.AddAsync(input.Items, null, new ItemOrigin(Operator.Name, RoleContext.Version), cancellationToken);
        }

        /// <summary>How far the run is: done when every feed was polled and every item is stored, finished, or put off for later.</summary>
        public async Task<Progress> LookAsync(CancellationToken cancellationToken)
        {
            var feeds = (await _feeds.ListAsync(cancellationToken)).Where(f => f.DueAt is not null || f.PolledAt >= _began).ToArray();
            var polled = feeds.Count(f => f.PolledAt >= _began);
            var counts = await _items.CountsAsync(cancellationToken);
            var putOff = counts.States.Where(s => s.State == ItemState.Pending && s.Outcome is not null).Sum(s => s.Count);
            var all = counts.States.Sum(s => s.Count);
            var open = counts.Unfinished - (counts.NextDueIn > settings.Worker.IdleDelay ? putOff : 0);
            return new Progress(polled, feeds.Length, all - open, all, polled == feeds.Length && open == 0);
        }

        public Task PrintAsync(CancellationToken cancellationToken) =>
            RunReport.PrintAsync(services.GetRequiredService<Reports>(), _items, _began, Path.GetFullPath(settings.Database.File!), cancellationToken);
    }
}

/// <summary>How far a run is.</summary>
internal readonly record struct Progress(int FeedsPolled, int Feeds, long ItemsDone, long Items, bool IsDone);
