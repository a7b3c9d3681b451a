using System.CommandLine;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;

namespace IngestWorker.Cli;

/// <summary>`ingest url`: how the program sees an address, by the lists that it uses.</summary>
internal static class UrlCommand
{
    public static Command Create()
    {
        var urls = new Argument<string[]>("urls") { HelpName = "URL", Description = "Addresses.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("url", "What an address is to the program: its canonical form, its item, the site by which politeness is kept; and the date of the public suffix list.") { urls };
        command.SetAction(parsed =>
        {
            var options = SettingsLoader.Load(ProcessKind.Everything).Fetching;
            var rules = UrlRules.Of(options);
            var failed = false;
            foreach (var text in parsed.GetValue(urls) ?? [])
            {
                Console.WriteLine(text);
                if (CanonicalUrl.TryParse(text, rules, out var url, out var reason))
                {
                    Console.WriteLine($"  canonical  {url.Value}");
                    Console.WriteLine($"  item       {DeterministicId.ForItem(url.Value)}");
                    Console.WriteLine($"  site       {url.HostKey}");
                }
                else
                {
                    failed = true;
                    Console.WriteLine($"  refused: {reason}");
                }
            }
            Console.WriteLine($"Public suffix list: version {rules.PublicSuffixes.Version ?? "unknown"}, {rules.PublicSuffixes.Count} rules, {options.PublicSuffixListFile ?? "bundled"}");
            return failed ? CommandLine.Failed : CommandLine.Done;
        });
        return command;
    }
}
