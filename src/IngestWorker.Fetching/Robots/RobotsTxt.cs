using System.Text;

namespace IngestWorker.Fetching;

/// <summary>
/// A robots.txt (RFC 9309). Any bytes are one: lines that say nothing are ignored, and a page in its place allows all. Immutable.
/// </summary>
public sealed class RobotsTxt
{
    /// <summary>How much of a file is read (RFC 9309 §2.5); what follows is ignored.</summary>
    public const int MaxBytes = 500 * 1024;

    private readonly IReadOnlyList<RobotsGroup> groups;

    internal RobotsTxt(IReadOnlyList<RobotsGroup> groups, IReadOnlyList<string> sitemaps)
    {
        this.groups = groups;
        Sitemaps = sitemaps;
    }

    /// <summary>Without a rule: everything is allowed.</summary>
    public static RobotsTxt Empty { get; } = new([], []);

    /// <summary>The Sitemap lines, as written.</summary>
    public IReadOnlyList<string> Sitemaps { get; }

    public static RobotsTxt Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxBytes)]).TrimStart('\uFEFF');
        return text.AsSpan().TrimStart().StartsWith("<") ? Empty : RobotsTxtReader.Read(text);
    }

    /// <summary>What is said to one agent.</summary>
    /// <param name="agent">Its product token ("IngestWorker"); case is ignored.</param>
    public RobotsRules For(string agent)
    {
        // RFC 9309 §2.2.1: all groups that name the agent count as one; those for everyone ("*") only where none names it.
        var name = groups.Any(g => g.Names(agent)) ? agent : "*";
        var own = groups.Where(g => g.Names(name)).ToList();
        return new RobotsRules(own.SelectMany(g => g.Rules), own.Select(g => g.CrawlDelayOf(name)).FirstOrDefault(d => d is not null));
    }
}
