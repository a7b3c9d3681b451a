using System.Reflection;

namespace IngestWorker.Fetching;

/// <summary>Who we say we are.</summary>
internal sealed class AgentIdentity
{
    public AgentIdentity(FetchingOptions options)
    {
        var version = typeof(AgentIdentity).Assembly.GetName().Version?.ToString(3) ?? "0";
        UserAgent = options.Contact is { } contact ? $"{options.AgentName}/{version} (+{contact})" : $"{options.AgentName}/{version}";
        RobotsAgent = options.RobotsAgent ?? TokenOf(options.AgentName);
    }

    public string UserAgent { get; }

    /// <summary>The product token that robots.txt names (RFC 9309 §2.2.1).</summary>
    public string RobotsAgent { get; }

    public static string TokenOf(string name) => string.Concat(name.TakeWhile(c => char.IsAsciiLetter(c) || c is '-' or '_'));
}
