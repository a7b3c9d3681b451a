using System.CommandLine;
using IngestWorker.Configuration;

namespace IngestWorker.Cli;

/// <summary>`ingest health`: asks a running role whether it is ready; for containers whose image has no HTTP client.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = "The health check's address.",
            DefaultValueFactory = _ => $"http://127.0.0.1:{new HttpSettings().Port}/health/ready",
        };
        url.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out _)) result.AddError($"--url: '{result.Tokens[0].Value}' is no URL.");
        });
        var command = new Command("health", "Exit code 0 where a worker or consumer on this machine is ready, else 1 with the reason.") { url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                using var client = new HttpClient { Timeout = s_timeout };
                using var response = await client.GetAsync(parsed.GetValue(url), cancellationToken);
                Console.Write(await response.Content.ReadAsStringAsync(cancellationToken));
                return response.IsSuccessStatusCode ? CommandLine.Done : CommandLine.Failed;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return CommandLine.Failed;
            }
        });
        return command;
    }
}
