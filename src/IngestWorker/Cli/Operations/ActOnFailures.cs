using System.CommandLine;
using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Operations;

/// <summary>`ingest failures retry` and `drop`.</summary>
internal static class ActOnFailures
{
    public static Command CreateRetry(FailuresOptions options)
    {
        var reason = new Option<string?>("--reason") { Description = "What was mended, for the trails.", HelpName = "TEXT" };
        return Create(options, "retry", "Puts messages back into the queue they came from, and makes failed items due again with all their attempts.", reason,
            (scope, act) => new Retrying(scope, act));
    }

    public static Command CreateDrop(FailuresOptions options)
    {
        var reason = new Option<string?>("--reason") { Description = "Why, for the trails.", HelpName = "TEXT", Required = true };
        return Create(options, "drop", "Takes messages out of their queues and failed items off the list. The reason goes into the items' trails.", reason,
            (scope, act) => new Dropping(scope, act));
    }

    private static Command Create(FailuresOptions options, string name, string description, Option<string?> reason, Func<FailuresScope, HandAct, IActing> acting)
    {
        var names = FailuresCommand.Names(ArgumentArity.ZeroOrMore);
        var all = new Option<bool>("--all") { Description = "Everything that `ingest failures list` counts." };
        var command = new Command(name, description) { names, all, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = parsed.GetValue(names)!.ToHashSet(StringComparer.Ordinal);
            if (wanted.Count > 0 == parsed.GetValue(all)) throw new UsageException($"Name what to {name} by its id, or say --all.");
            if (reason.Required && string.IsNullOrWhiteSpace(parsed.GetValue(reason))) throw new UsageException("--reason says why; it may not be empty.");
            await using var scope = await FailuresScope.OpenAsync(parsed, options, cancellationToken);
            var run = new ActRun(scope, acting(scope, Operator.Act(parsed.GetValue(reason))), wanted);
            return await run.RunAsync(FailuresCommand.Since(parsed, options), parsed.GetValue(options.Limit), cancellationToken);
        });
        return command;
    }
}

/// <summary>What is done with one failure.</summary>
internal interface IActing
{
    /// <returns>What came of it in words, and whether it was done.</returns>
    Task<(bool Done, string Words)> ActAsync(HeldMessage message, CancellationToken cancellationToken);

    Task<(bool Done, string Words)> ActAsync(FailedItem item, CancellationToken cancellationToken);
}

/// <summary>Goes through the failures and acts on those that are named; no name means all.</summary>
internal sealed class ActRun(FailuresScope scope, IActing acting, HashSet<string> names)
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private int _done;
    private int _left;

    public async Task<int> RunAsync(TimeSpan since, int limit, CancellationToken cancellationToken)
    {
        await foreach (var held in scope.MessagesAsync(limit, cancellationToken))
        {
            var failure = Failure.Of(held.Message);
            if (Takes(failure)) Tell(failure, await acting.ActAsync(held, cancellationToken));
        }
        // After the messages: an item whose command lay in a queue is due again already, and no failure any more.
        foreach (var item in await scope.Failures.ListAsync(since, FailureStore.Outcomes, limit, cancellationToken))
        {
            var failure = Failure.Of(item);
            if (Takes(failure)) Tell(failure, await acting.ActAsync(item, cancellationToken));
        }
        foreach (var name in names.Where(n => !_found.Contains(n)).ToList())
        {
            if (Guid.TryParse(name, out var id) && await scope.Failures.FindAsync(id, cancellationToken) is { } item)
                Tell(Failure.Of(item), await acting.ActAsync(item, cancellationToken));
            else
                Tell(null, (false, $"There is no failure {name}."));
        }
        await Console.Error.WriteLineAsync($"{_done} done{(_left > 0 ? $", {_left} left as they are" : "")}.");
        return _left == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private bool Takes(Failure failure)
    {
        if (names.Count > 0 && !failure.IsNamed(names)) return false;
        _found.UnionWith([failure.Id, failure.Group, failure.ItemId?.ToString() ?? failure.Id]);
        return true;
    }

    private void Tell(Failure? failure, (bool Done, string Words) result)
    {
        if (result.Done) _done++;
        else _left++;
        var line = failure is null ? result.Words : $"{(failure.IsMessage ? "message" : "item")} {failure.Id}: {result.Words}";
        (result.Done ? Console.Out : Console.Error).WriteLine(line);
    }
}

internal sealed class Retrying(FailuresScope scope, HandAct act) : IActing
{
    public async Task<(bool Done, string Words)> ActAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        var message = held.Message;
        // A command is of one claim, which is over: sent again it would do nothing. The item itself is what is tried again.
        if (message.Origin.EndsWith("fetch-article", StringComparison.Ordinal))
        {
            if (message.ItemId is not { } command) return (false, "it names no item and cannot be tried again; drop it.");
            var retried = await RetryAsync(command, cancellationToken);
            if (retried.Done) await held.AcknowledgeAsync(cancellationToken);
            return retried;
        }

        await held.PublishAgainAsync(cancellationToken);
        if (message.ItemId is { } item) await scope.Failures.NotePublishedAsync(item, act, cancellationToken);
        await held.AcknowledgeAsync(cancellationToken);
        return (true, $"published again to {message.Origin}");
    }

    public Task<(bool Done, string Words)> ActAsync(FailedItem item, CancellationToken cancellationToken) => RetryAsync(item.ItemId, cancellationToken);

    private async Task<(bool Done, string Words)> RetryAsync(Guid itemId, CancellationToken cancellationToken) => await scope.Failures.RetryAsync(itemId, act, cancellationToken) switch
    {
        ItemRetry.Due => (true, $"item {itemId} is due again"),
        ItemRetry.UnderWay => (true, $"a worker has item {itemId} already"),
        ItemRetry.Stored => (true, $"item {itemId} is stored already"),
        _ => (false, $"there is no item {itemId} in this database; drop it."),
    };
}

internal sealed class Dropping(FailuresScope scope, HandAct act) : IActing
{
    public async Task<(bool Done, string Words)> ActAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        // The trail before the message: cut off between the two, the message is still there to be dropped.
        var isNoted = held.Message.ItemId is { } item && await scope.Failures.DropAsync(item, act, cancellationToken);
        await held.AcknowledgeAsync(cancellationToken);
        return (true, isNoted ? "dropped" : "dropped; it belongs to no item of this database, so no trail has the reason");
    }

    public async Task<(bool Done, string Words)> ActAsync(FailedItem item, CancellationToken cancellationToken) =>
        await scope.Failures.DropAsync(item.ItemId, act, cancellationToken) ? (true, "dropped") : (false, "it is gone");
}
