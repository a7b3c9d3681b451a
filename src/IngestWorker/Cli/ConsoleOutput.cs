using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>Tables on stdout. Where that is no terminal there is no width to fit into, and lines are not to be broken for one.</summary>
internal static class ConsoleOutput
{
    private const int WidthOfFiles = 200;

    public static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
