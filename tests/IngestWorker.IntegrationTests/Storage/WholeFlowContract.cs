using System.Threading.Channels;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>Everything at once: polls with items in common, workers that die anywhere, messages that come twice and in any order.</summary>
public abstract class WholeFlowContract(TestDatabase test) : DatabaseContract(test)
{
    private const int Feeds = 12;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Expired = TimeSpan.FromSeconds(-1);

    private readonly Channel<EventsExtracted> _queue = Channel.CreateUnbounded<EventsExtracted>();

    [Fact]
    public async Task Every_item_ends_once_and_the_rows_are_those_of_a_quiet_run()
    {
        await new FeedStore(Database).AddAsync(Enumerable.Range(0, Feeds).Select(i => new NewFeed($"https://f{i}.example/")).ToList(), Token);
        var consumers = Enumerable.Range(0, 3).Select(n => Task.Run(() => ConsumeAsync(new ArticleStore(Test.OpenAnother()), n), Token)).ToList();

        await Task.WhenAll(Enumerable.Range(1, 5).Select(seed => Task.Run(() => WorkAsync(new Worker(Test.OpenAnother(), seed)), Token)));
        _queue.Writer.Complete();
        await Task.WhenAll(consumers);

        // Items 10 to 10 + 20 of feed 0, 20 to 20 + 20 of feed 1 ...: 20 and 10 more for each further feed.
        var total = 20 + 10 * (Feeds - 1);
        var counts = await new ItemStore(Database).CountsAsync(Token);
        counts.States.ShouldBe([new StateCount(ItemState.Finished, Outcome.NotFound, total / 10), new StateCount(ItemState.Stored, Outcome.Ok, total - total / 10)], ignoreOrder: true);
        (await Test.ValueAsync<long>("SELECT count(*) FROM feed_items")).ShouldBe(20 * Feeds);
        (await Test.ValueAsync<long>("SELECT count(*) FROM articles WHERE revision = 1 AND is_current")).ShouldBe(total - total / 10);
        (await Test.ValueAsync<long>("SELECT count(*) FROM articles")).ShouldBe(total - total / 10);
        (await Test.ValueAsync<long>("SELECT count(*) FROM events")).ShouldBe(2 * (total - total / 10));
        (await Test.ValueAsync<long>("SELECT count(*) FROM event_actors")).ShouldBe(3 * (total - total / 10));
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail WHERE stage = 'discovered'")).ShouldBe(total);
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail WHERE stage = 'stored'")).ShouldBe(total - total / 10);
    }

    private sealed class Worker(IDatabase database, int seed)
    {
        public Random Random { get; } = new(seed);

        public FeedStore Feeds { get; } = new(database);

        public ItemStore Items { get; } = new(database);

        public PageStore Pages { get; } = new(database);

        public bool Dies => Random.Next(5) == 0;
    }

    private async Task WorkAsync(Worker worker)
    {
        do
        {
            foreach (var feed in await worker.Feeds.ClaimDueAsync(2, worker.Dies ? Expired : Minute, "w", Token))
                await PollAsync(worker, feed);
            foreach (var command in await worker.Items.ClaimDueAsync(Dispatch(max: 4, lease: worker.Dies ? Expired : Minute, maxAttempts: 10_000), Token))
                await FetchAsync(worker, command);
        }
        while (await IsUnfinishedAsync(worker));
    }

    private async Task<bool> IsUnfinishedAsync(Worker worker) =>
        await worker.Items.NextDueAsync(Token) is not null || (await worker.Feeds.ListAsync(Token)).Any(f => f.DueAt is not null);

    private static async Task PollAsync(Worker worker, ClaimedFeed feed)
    {
        if (worker.Dies)
        {
            await worker.Feeds.RecordPollAsync(Poll(feed, []) with { Outcome = Outcome.Timeout, NextPollIn = TimeSpan.Zero, Failures = 1 }, Token);
            return;
        }

        var number = int.Parse(feed.Url.AsSpan("https://f".Length, feed.Url.IndexOf('.', StringComparison.Ordinal) - "https://f".Length), System.Globalization.CultureInfo.InvariantCulture);
        var items = Enumerable.Range(10 + 10 * number, 20).Select(i => Item($"{i}", $"h{i % 7}.example")).ToArray();
        worker.Random.Shuffle(items);
        await worker.Feeds.RecordPollAsync(Poll(feed, items), Token);
    }

    private async Task FetchAsync(Worker worker, FetchArticle command)
    {
        if (await worker.Items.BeginFetchAsync(command.ItemId, command.Attempt, Terms(worker.Dies ? Expired : Minute), Token) is not { } start)
            return;
        if (worker.Random.Next(8) == 0)
            await worker.Items.DelayHostAsync(start.Host, TimeSpan.FromMilliseconds(5), Token);
        var item = Item(new Uri(command.Url).AbsolutePath[1..], start.Host);
        switch (worker.Random.Next(10))
        {
            case 0:
                await worker.Items.PostponeAsync(Disposition(command.ItemId, command.Attempt, Stage.Fetched, Outcome.ServerError), TimeSpan.Zero, Token);
                return;
            case 1:
                await worker.Items.ReleaseAsync(command.ItemId, command.Attempt, TimeSpan.Zero, Token);
                return;
        }

        if (item.CanonicalUrl.EndsWith('0'))
        {
            await worker.Items.FinishAsync(Disposition(command.ItemId, command.Attempt, Stage.Fetched, Outcome.NotFound), Token);
            return;
        }

        await worker.Pages.SaveAsync(Page(item, "body"), Disposition(command.ItemId, command.Attempt, Stage.Fetched, Outcome.Ok), Token);
        for (var copies = worker.Random.Next(3); copies >= 0; copies--)
            await _queue.Writer.WriteAsync(Message(item, attempt: command.Attempt), Token);
    }

    private async Task ConsumeAsync(ArticleStore store, int number)
    {
        while (await _queue.Reader.WaitToReadAsync(Token))
        {
            var batch = new List<EventsExtracted>();
            while (batch.Count < 10 && _queue.Reader.TryRead(out var message))
                batch.Add(message);
            await store.StoreAsync(batch, $"consumer-{number}", Token);
        }
    }

    private static FeedPoll Poll(ClaimedFeed feed, IReadOnlyList<Item> items) => new()
    {
        FeedId = feed.FeedId,
        Claim = feed.Claim,
        Outcome = Outcome.Ok,
        NextPollIn = null,
        Failures = 0,
        Items = items,
    };
}

public sealed class WholeFlowOnSqlite(SqliteTestDatabase test) : WholeFlowContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class WholeFlowOnPostgreSql(PostgreSqlTestDatabase test) : WholeFlowContract(test), IClassFixture<PostgreSqlTestDatabase>;
