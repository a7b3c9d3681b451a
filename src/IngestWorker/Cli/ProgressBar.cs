using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>Two bars on stderr where it is a terminal; silence where it is not.</summary>
internal static class ProgressBar
{
    /// <summary>Looks again and again until all is done.</summary>
    public static async Task ShowAsync(Func<CancellationToken, Task<Progress>> look, TimeSpan pause, CancellationToken cancellationToken)
    {
        if (Console.IsErrorRedirected)
        {
            while (!(await look(cancellationToken)).IsDone) await Task.Delay(pause, TimeProvider.System, cancellationToken);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var feeds = bars.AddTask("Feeds");
                var items = bars.AddTask("Articles");
                while (true)
                {
                    var now = await look(cancellationToken);
                    Set(feeds, "Feeds", now.FeedsPolled, now.Feeds);
                    Set(items, "Articles", now.ItemsDone, now.Items);
                    if (now.IsDone) return;
                    await Task.Delay(pause, TimeProvider.System, cancellationToken);
                }
            });
    }

    private static void Set(ProgressTask bar, string name, long done, long of)
    {
        bar.Description = $"{name} {done} of {of}";
        // A bar of nothing is a full bar.
        bar.MaxValue = Math.Max(of, 1);
        bar.Value = of == 0 ? 1 : done;
    }
}
