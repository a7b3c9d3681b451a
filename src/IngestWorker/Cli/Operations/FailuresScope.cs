using System.CommandLine;
using System.Runtime.CompilerServices;
using IngestWorker.Configuration;
using IngestWorker.Messaging.Broker;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Operations;

/// <summary>
/// What a subcommand works with: the failed items of the database and the set-aside messages of the broker. One such command at a time,
/// because a message that one has in its hands is not to be seen by another.
/// </summary>
internal sealed class FailuresScope : IAsyncDisposable
{
    private const string Job = "failures by hand";
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);

    private readonly IDatabase _database;
    private readonly SetAsideQueues? _queues;
    private readonly string _holder;

    private FailuresScope(IDatabase database, SetAsideQueues? queues, string holder) => (_database, _queues, _holder) = (database, queues, holder);

    public FailureStore Failures => new(_database);

    public TrailStore Trails => new(_database);

    public static async Task<FailuresScope> OpenAsync(ParseResult parsed, FailuresOptions options, CancellationToken cancellationToken)
    {
        var settings = ConfiguredDatabase.Settings(parsed.GetValue(options.Database));
        var database = await ConfiguredDatabase.OpenAsync(settings, cancellationToken);
        try
        {
            var holder = $"{Operator.Name}:{Environment.ProcessId}";
            if (!await new JobStore(database).TryTakeAsync(Job, s_lease, holder, cancellationToken))
                throw new CommandFailedException($"Another `ingest failures` is at work. One that was killed is waited for no longer than {s_lease.TotalMinutes:0} minutes.");
            return new FailuresScope(database, await OpenQueuesAsync(settings, cancellationToken), holder);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    // With SQLite everything is in one process, whose messages live no longer than it does.
    private static async Task<SetAsideQueues?> OpenQueuesAsync(IngestSettings settings, CancellationToken cancellationToken)
    {
        if (!settings.HasBroker) return null;
        try
        {
            return await SetAsideQueues.OpenAsync(settings.RabbitMq, cancellationToken);
        }
        catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException e)
        {
            throw new CommandFailedException($"{ServerNames.Broker(settings.RabbitMq)} cannot be used now: {BrokerConnection.Reason(e)}");
        }
    }

    /// <summary>The messages that were set aside; on stderr the queues that hold more than the limit.</summary>
    public async IAsyncEnumerable<HeldMessage> MessagesAsync(int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_queues is null) yield break;
        await foreach (var message in _queues.ReadAsync(limit, queue => Console.Error.WriteLine($"{queue} holds more than {limit} messages; the others are not looked at."), cancellationToken))
            yield return message;
    }

    public async ValueTask DisposeAsync()
    {
        if (_queues is not null) await _queues.DisposeAsync();
        await new JobStore(_database).EndAsync(Job, TimeSpan.Zero, _holder, CancellationToken.None);
        await _database.DisposeAsync();
    }
}

/// <summary>The options of all the subcommands.</summary>
internal sealed record FailuresOptions(Option<string?> Database, Option<bool> Json, Option<string> Since, Option<int> Limit);

/// <summary>Who gives the command, as trails name them.</summary>
internal static class Operator
{
    public static string Name { get; } = $"{Environment.UserName}@{Environment.MachineName}";

    public static HandAct Act(string? reason) => new(Name, RoleContext.Version, reason);
}
