using System.Text.Json.Serialization;

namespace IngestWorker.Contracts;

/// <summary>
/// What became of an item, a feed poll or a step. Closed: whatever is to be expected has a member here, everything else is an
/// exception. Stored and exported under the name in its attribute, which never changes once released.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The step did what it is for.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>The server said 304, or sent the same bytes again.</summary>
    [JsonStringEnumMemberName("not_modified")] NotModified,

    // Fetching: the address
    [JsonStringEnumMemberName("invalid_url")] InvalidUrl,
    [JsonStringEnumMemberName("private_address")] PrivateAddress,
    [JsonStringEnumMemberName("robots_disallowed")] RobotsDisallowed,

    // Fetching: the connection
    [JsonStringEnumMemberName("name_not_resolved")] NameNotResolved,
    [JsonStringEnumMemberName("connection_failed")] ConnectionFailed,
    [JsonStringEnumMemberName("tls_failed")] TlsFailed,
    [JsonStringEnumMemberName("timeout")] Timeout,
    [JsonStringEnumMemberName("circuit_open")] CircuitOpen,
    [JsonStringEnumMemberName("invalid_response")] InvalidResponse,
    [JsonStringEnumMemberName("too_large")] TooLarge,
    [JsonStringEnumMemberName("too_many_redirects")] TooManyRedirects,

    // Fetching: the answer's status
    [JsonStringEnumMemberName("not_found")] NotFound,
    [JsonStringEnumMemberName("gone")] Gone,
    [JsonStringEnumMemberName("forbidden")] Forbidden,
    [JsonStringEnumMemberName("too_many_requests")] TooManyRequests,
    [JsonStringEnumMemberName("client_error")] ClientError,
    [JsonStringEnumMemberName("server_error")] ServerError,

    // Feeds
    [JsonStringEnumMemberName("not_a_feed")] NotAFeed,
    [JsonStringEnumMemberName("empty_document")] EmptyDocument,

    // Articles
    [JsonStringEnumMemberName("unsupported_content_type")] UnsupportedContentType,
    [JsonStringEnumMemberName("no_article")] NoArticle,
    [JsonStringEnumMemberName("section_page")] SectionPage,
    [JsonStringEnumMemberName("consent_wall")] ConsentWall,
    [JsonStringEnumMemberName("budget_exceeded")] BudgetExceeded,

    /// <summary>The article is stored already, under another address.</summary>
    [JsonStringEnumMemberName("duplicate")] Duplicate,

    // Events
    [JsonStringEnumMemberName("language_not_supported")] LanguageNotSupported,

    // Delivery
    [JsonStringEnumMemberName("message_too_large")] MessageTooLarge,
    [JsonStringEnumMemberName("abandoned")] Abandoned,

    /// <summary>A fault of the program itself; the detail names it.</summary>
    [JsonStringEnumMemberName("internal_error")] InternalError,
}
