using System.Globalization;

namespace IngestWorker.Fetching;

/// <summary>A parsed absolute address, ASCII throughout and legal on the wire.</summary>
/// <param name="Scheme">"http" or "https".</param>
/// <param name="Host">Lower case; IPv6 in brackets.</param>
/// <param name="Port">Null for the scheme's own port.</param>
/// <param name="Path">Begins with a slash, holds no dot segments.</param>
/// <param name="Query">With its question mark; empty where there is none.</param>
/// <param name="IsDomain">False for IP addresses.</param>
internal sealed record UrlParts(string Scheme, string Host, int? Port, string Path, string Query, bool IsDomain)
{
    public string HostAndPort => Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}") : Host;

    public string Origin => $"{Scheme}://{HostAndPort}";

    public string PathAndQuery => Path + Query;
}
