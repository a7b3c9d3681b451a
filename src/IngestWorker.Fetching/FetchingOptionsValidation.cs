using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;

namespace IngestWorker.Fetching;

internal static class FetchingOptionsValidation
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(50);

    public static IReadOnlyList<string> Errors(FetchingOptions options)
    {
        var errors = new List<string>();
        Agent(options, errors);
        Times(options, errors);
        Limits(options, errors);
        Lists(options, errors);
        return errors;
    }

    private static void Agent(FetchingOptions o, List<string> errors)
    {
        if (o.AgentName.Length is 0 or > 64 || !o.AgentName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            Add(errors, nameof(o.AgentName), o.AgentName, "1 to 64 letters, digits, '-', '_' and '.'");
        else if (o.RobotsAgent is null && o.AgentName.Length > 0 && AgentIdentity.TokenOf(o.AgentName).Length == 0)
            Add(errors, nameof(o.AgentName), o.AgentName, "a name that begins with a letter, '-' or '_', or a Fetching:RobotsAgent beside it");
        if (o.RobotsAgent is { } token && (token.Length == 0 || AgentIdentity.TokenOf(token) != token))
            Add(errors, nameof(o.RobotsAgent), token, "letters, '-' and '_'");
        if (o.Contact is { } contact && !IsContact(contact))
            Add(errors, nameof(o.Contact), contact, "an http(s) address or a mail address, without blanks and parentheses");
    }

    private static void Times(FetchingOptions o, List<string> errors)
    {
        Range(errors, o.RobotsLifetime, Minute, Day);
        Range(errors, o.RobotsRetryInterval, Second, Day);
        Range(errors, o.MaxCrawlDelay, TimeSpan.Zero, Hour);
        Range(errors, o.TotalTimeout, ShortestTimeout, Hour);
        Range(errors, o.AttemptTimeout, ShortestTimeout, Hour);
        Range(errors, o.ConnectTimeout, ShortestTimeout, Hour);
        if (o.AttemptTimeout > o.TotalTimeout)
            Add(errors, nameof(o.AttemptTimeout), o.AttemptTimeout, $"at most Fetching:TotalTimeout ({o.TotalTimeout})");
        if (o.ConnectTimeout > o.AttemptTimeout)
            Add(errors, nameof(o.ConnectTimeout), o.ConnectTimeout, $"at most Fetching:AttemptTimeout ({o.AttemptTimeout})");
        Range(errors, o.RetryDelay, TimeSpan.FromMilliseconds(1), Minute);
        Range(errors, o.MaxRetryAfterInPlace, TimeSpan.Zero, Minute);
        Range(errors, o.MaxRetryAfter, Second, TimeSpan.FromDays(30));
        Range(errors, o.CircuitSamplingPeriod, Second, Day);
        Range(errors, o.CircuitBreak, TimeSpan.FromMilliseconds(500), Day);
        Range(errors, o.ConnectionLifetime, Second, Day);
        Range(errors, o.ConnectionIdleTime, TimeSpan.Zero, Hour);
    }

    private static void Limits(FetchingOptions o, List<string> errors)
    {
        Range(errors, o.RobotsCacheHosts, 1, 1_000_000);
        Range(errors, o.Retries, 0, 10);
        Range(errors, o.MaxArticleBytes, 1024, 1L << 30);
        Range(errors, o.MaxFeedBytes, 1024, 1L << 30);
        Range(errors, o.MaxHeaderKilobytes, 1, 1024);
        Range(errors, o.MaxDecompressionRatio, 1, 100_000);
        Range(errors, o.MaxRedirects, 0, 50);
        if (!(o.CircuitFailureRatio > 0 && o.CircuitFailureRatio <= 1))
            Add(errors, nameof(o.CircuitFailureRatio), o.CircuitFailureRatio, "above 0 to 1");
        Range(errors, o.CircuitMinimumRequests, 2, 10_000);
        Range(errors, o.CircuitHosts, 1, 1_000_000);
        Range(errors, o.MaxConnectionsPerHost, 1, 1000);
    }

    private static void Lists(FetchingOptions o, List<string> errors)
    {
        foreach (var network in o.AllowedNetworks.Where(n => !IPNetwork.TryParse(n, out _)))
            Add(errors, nameof(o.AllowedNetworks), network, "networks in CIDR notation, such as 127.0.0.0/8 or ::1/128");
        foreach (var line in o.TrackingParameters.Where(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length is 0 or > 2))
            Add(errors, nameof(o.TrackingParameters), line, "'name', 'prefix*', or either followed by a blank and a domain");
        if (o.PublicSuffixListFile is { } file && !File.Exists(file))
            Add(errors, nameof(o.PublicSuffixListFile), file, "a file that exists, or nothing for the bundled list");
    }

    private static bool IsContact(string contact) =>
        contact.Length <= 200 && contact.All(c => c is > ' ' and < '\u007F' and not '(' and not ')')
        && (contact.IndexOf('@') is > 0 and var at && at < contact.Length - 1 || CanonicalUrl.TryParse(contact, out _, out _));

    // The setting's name is taken from the call: "o.Retries".
    private static void Range<T>(List<string> errors, T value, T least, T most, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            Add(errors, name[(name.IndexOf('.') + 1)..], value, string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"));
    }

    private static void Add<T>(List<string> errors, string name, T value, string allowed) =>
        errors.Add(string.Create(CultureInfo.InvariantCulture, $"Fetching:{name} is '{value}'; allowed: {allowed}"));
}
