using System.Globalization;

namespace IngestWorker.Fetching;

/// <summary>Lines -> groups.</summary>
internal static class RobotsTxtReader
{
    public static RobotsTxt Read(string text)
    {
        var groups = new List<RobotsGroup>();
        var sitemaps = new List<string>();
        var headerIsOpen = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var (key, value) = Split(line);
            switch (key)
            {
                case "user-agent" or "useragent" or "user agent":
                    if (!headerIsOpen)
                        groups.Add(new RobotsGroup());
                    groups[^1].Add(Token(value));
                    headerIsOpen = true;
                    break;
                case "allow":
                    AddRule(value, allows: true);
                    break;
                // Misspellings that Google's parser takes, too.
                case "disallow" or "dissallow" or "dissalow" or "disalow" or "diasllow" or "disallaw":
                    AddRule(value, allows: false);
                    break;
                case "crawl-delay" or "crawldelay":
                    if (groups.Count > 0 && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                        groups[^1].SetCrawlDelay(TimeSpan.FromSeconds(Math.Min(seconds, 86_400)));
                    break;
                case "sitemap" or "site-map":
                    if (value.Length > 0)
                        sitemaps.Add(value);
                    break;
            }
        }
        return new RobotsTxt(groups, sitemaps);

        void AddRule(string pattern, bool allows)
        {
            headerIsOpen = false;
            // An empty Disallow allows everything, which is what no rule does. A rule before any User-agent belongs to nobody.
            if (groups.Count > 0 && pattern is ['/' or '*', ..])
                groups[^1].Rules.Add(RobotsRule.Parse(pattern, allows));
        }
    }

    private static (string Key, string Value) Split(ReadOnlySpan<char> line)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0)
            line = line[..comment];
        var colon = line.IndexOf(':');
        return colon <= 0 || colon > 32 ? ("", "") : (line[..colon].Trim().ToString().ToLowerInvariant(), line[(colon + 1)..].Trim().ToString());
    }

    // "IngestWorker/1.0" and "IngestWorker (news)" both name IngestWorker.
    private static string Token(string value) => value is ['*', ..] ? "*" : AgentIdentity.TokenOf(value);
}
