using System.CommandLine;
using System.Text;
using System.Text.Json;
using IngestWorker.Cli.Feeds;
using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Operations;

/// <summary>`ingest failures show`: a message with its exception, headers and body; an item with its trail.</summary>
internal static class ShowFailures
{
    public static Command Create(FailuresOptions options)
    {
        var names = FailuresCommand.Names(ArgumentArity.OneOrMore);
        var all = new Option<bool>("--all") { Description = "Of a group all, not the first alone." };
        var command = new Command("show", "A message whole: exception, headers, body; an item with its trail. Of a group the first.") { names, all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FailuresScope.OpenAsync(parsed, options, cancellationToken);
            var showing = new Showing(scope, [.. parsed.GetValue(names)!], parsed.GetValue(all), parsed.GetValue(options.Json));
            return await showing.RunAsync(FailuresCommand.Since(parsed, options), parsed.GetValue(options.Limit), cancellationToken);
        });
        return command;
    }

    private sealed class Showing(FailuresScope scope, HashSet<string> names, bool all, bool json)
    {
        private readonly HashSet<string> _shownGroups = new(StringComparer.Ordinal);
        private readonly HashSet<string> _found = new(StringComparer.Ordinal);

        public async Task<int> RunAsync(TimeSpan since, int limit, CancellationToken cancellationToken)
        {
            await foreach (var held in scope.MessagesAsync(limit, cancellationToken))
                if (Takes(Failure.Of(held.Message))) Show(held);
            foreach (var item in await scope.Failures.ListAsync(since, FailureStore.Outcomes, limit, cancellationToken))
                if (Takes(Failure.Of(item))) await ShowAsync(item, cancellationToken);
            foreach (var name in names.Where(n => !_found.Contains(n)).ToList())
            {
                if (Guid.TryParse(name, out var id) && await scope.Failures.FindAsync(id, cancellationToken) is { } item) await ShowAsync(item, cancellationToken);
                else await Console.Error.WriteLineAsync($"There is no failure {name}.");
                if (Guid.TryParse(name, out _)) _found.Add(name);
            }
            return names.IsSubsetOf(_found) ? CommandLine.Done : CommandLine.Failed;
        }

        private bool Takes(Failure failure)
        {
            if (!failure.IsNamed(names)) return false;
            _found.UnionWith([failure.Id, failure.Group, failure.ItemId?.ToString() ?? failure.Id]);
            var isSingle = names.Contains(failure.Id) || (failure.ItemId is { } item && names.Contains(item.ToString()));
            return isSingle || all || _shownGroups.Add(failure.Group);
        }

        private void Show(HeldMessage held)
        {
            var message = held.Message;
            if (json)
            {
                FeedsText.WriteJson(writer =>
                {
                    ListFailures.Write(writer, Failure.Of(message));
                    writer.WriteString("stack_trace", message.StackTrace);
                    writer.WriteNumber("bytes", message.Bytes);
                    writer.WriteStartObject("headers");
                    foreach (var (name, value) in message.Headers) writer.WriteString(name, value);
                    writer.WriteEndObject();
                    writer.WritePropertyName("body");
                    if (IsJson(held.Body)) writer.WriteRawValue(held.Body.Span);
                    else writer.WriteStringValue(Encoding.UTF8.GetString(held.Body.Span));
                });
                return;
            }
            Console.WriteLine($"message {message.Id} in {message.Queue}, {message.Bytes} bytes, group {Failure.Of(message).Group}");
            if (message.Url is not null) Console.WriteLine($"  {message.Url}, item {message.ItemId}");
            Console.WriteLine($"  {message.Reason}: {message.Text}");
            if (message.StackTrace is not null) Console.WriteLine(message.StackTrace);
            Console.WriteLine("headers");
            foreach (var (name, value) in message.Headers.Where(h => h.Key != "MT-Fault-StackTrace")) Console.WriteLine($"  {name}: {value}");
            Console.WriteLine("body");
            Console.WriteLine(Pretty(held.Body));
            Console.WriteLine();
        }

        private async Task ShowAsync(FailedItem item, CancellationToken cancellationToken)
        {
            if (await scope.Trails.ReadAsync(item.ItemId, cancellationToken) is not { } trail) return;
            if (json)
            {
                FeedsText.WriteJson(writer =>
                {
                    ListFailures.Write(writer, Failure.Of(item));
                    TrailCommand.WriteEntries(writer, trail);
                });
                return;
            }
            TrailCommand.Show(trail);
            Console.WriteLine();
        }

        private static bool IsJson(ReadOnlyMemory<byte> body)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                return true;
            }
            catch (JsonException)
            {
                return false;
            }
        }

        private static string Pretty(ReadOnlyMemory<byte> body)
        {
            if (!IsJson(body)) return Encoding.UTF8.GetString(body.Span);
            using var document = JsonDocument.Parse(body);
            using var text = new MemoryStream();
            using (var writer = new Utf8JsonWriter(text, JsonLines.Indented)) document.WriteTo(writer);
            return Encoding.UTF8.GetString(text.ToArray());
        }
    }
}
