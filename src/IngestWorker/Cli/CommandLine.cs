using System.CommandLine;
using System.Data.Common;
using IngestWorker.Configuration;
using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;
using RabbitMQ.Client.Exceptions;

namespace IngestWorker.Cli;

/// <summary>Exit codes: 0 done, 1 something failed, 2 bad usage. Messages go to stderr.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;

    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See `ingest {string.Join(' ', CommandPath(parsed))} --help`.".Replace("  ", " ", StringComparison.Ordinal));
            return BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (SettingsException e)
        {
            await Console.Error.WriteLineAsync(e.Errors.Count == 1 ? "A setting cannot be used:" : $"{e.Errors.Count} settings cannot be used:");
            foreach (var error in e.Errors) await Console.Error.WriteLineAsync("  " + error);
            return BadUsage;
        }
        catch (Exception e) when (e is UsageException or CommandFailedException or DatabaseInUseException or NotADatabaseException or MigrationException or DatabaseNotEmptyException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e is UsageException ? BadUsage : Failed;
        }
        // A server that went away in the middle of a command, or refuses it: the reason, and no trace of calls that tells nothing to who gave it.
        catch (Exception e) when (e is DbException or RabbitMQClientException)
        {
            await Console.Error.WriteLineAsync($"{(e is DbException ? "The database" : "The broker")} refused or did not answer: {BrokerConnection.Reason(e)}");
            return Failed;
        }
    }

    private static IEnumerable<string> CommandPath(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            if (command.Command is not RootCommand) names.Push(command.Command.Name);
        return names;
    }
}

/// <summary>What the user asked for cannot be done as asked; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The command was right and could not be done; the message says why.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
