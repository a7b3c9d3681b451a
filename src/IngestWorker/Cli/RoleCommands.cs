using System.CommandLine;
using IngestWorker.Configuration;
using IngestWorker.Roles;

namespace IngestWorker.Cli;

/// <summary>`ingest worker` and `ingest consumer`: one role, settings from appsettings.json and environment, until it is told to stop.</summary>
internal static class RoleCommands
{
    public static Command CreateWorker() => Create("worker",
        "Polls feeds, dispatches items, fetches pages, codes events and publishes them; on RabbitMQ and PostgreSQL, beside other workers.", RoleSet.Worker);

    public static Command CreateConsumer() => Create("consumer",
        "Stores published events; on RabbitMQ and PostgreSQL, beside other consumers.", RoleSet.Consumer);

    private static Command Create(string name, string description, RoleSet roles)
    {
        var command = new Command(name, description);
        command.SetAction(async (_, cancellationToken) =>
        {
            var settings = SettingsLoader.Load(ProcessKind.OneRole);
            await using var app = RoleHost.BuildService(settings, roles);
            await app.RunAsync();
            return CommandLine.Done;
        });
        return command;
    }
}
