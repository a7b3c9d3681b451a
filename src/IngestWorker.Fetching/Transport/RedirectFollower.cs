using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>Why an address may not be asked; null where it may.</summary>
internal delegate Task<Exchange?> RefuseVisit(CanonicalUrl url, CancellationToken cancellationToken);

/// <summary>A fetch's way from the first address to the last.</summary>
/// <param name="Last">The last exchange, or the refusal in its place.</param>
/// <param name="At">The address of the last exchange.</param>
/// <param name="Redirects">The redirects that were followed.</param>
internal sealed record Journey(Exchange Last, CanonicalUrl At, IReadOnlyList<Redirect> Redirects);

/// <summary>Follows redirects itself, so that each address is judged before it is asked. The connection's guard judges it again.</summary>
internal sealed class RedirectFollower(HttpExchange exchange, UrlRules rules)
{
    public async Task<Journey> FollowAsync(
        CanonicalUrl start, ExchangeTerms terms, int maxRedirects, RefuseVisit? refuse, CancellationToken cancellationToken)
    {
        var redirects = new List<Redirect>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        for (var at = start; ;)
        {
            if (refuse is not null && await refuse(at, cancellationToken).ConfigureAwait(false) is { } refusal)
                return new Journey(refusal, at, redirects);
            visited.Add(at.FetchUrl);
            var answer = await exchange.SendAsync(at, terms, cancellationToken).ConfigureAwait(false);
            if (answer is not { Location: { } location, StatusCode: { } status })
                return new Journey(answer, at, redirects);

            if (!CanonicalUrl.TryParse(location, rules, out var next, out var reason, at))
                return Stop(Outcome.InvalidUrl, $"{at.Host} redirects to an address that is not followed: {reason}");
            if (visited.Contains(next.FetchUrl))
                return Stop(Outcome.TooManyRedirects, $"the redirects go in a circle, back to {next.FetchUrl}");
            if (redirects.Count == maxRedirects)
                return Stop(Outcome.TooManyRedirects, $"more than {maxRedirects} redirects (Fetching:MaxRedirects), the next to {next.FetchUrl}");
            redirects.Add(new Redirect(status, at.FetchUrl, next.FetchUrl));
            at = next;

            Journey Stop(Outcome outcome, string detail) => new(answer with { Outcome = outcome, Detail = detail, IsTransient = false }, at, redirects);
        }
    }
}
