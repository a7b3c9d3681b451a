using System.Net.Sockets;
using System.Security.Authentication;
using IngestWorker.Contracts;
using Http = System.Net.Http.HttpRequestError;

namespace IngestWorker.Fetching;

/// <summary>The exceptions of the HTTP stack that are to be expected -> outcomes. All others go on as what they are: bugs.</summary>
internal static class FailureKinds
{
    /// <returns>Null where the exception is none of these, or is the caller's or the attempt's own cancellation.</returns>
    public static Exchange? Classify(Exception exception, string host, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return null;
        var causes = Causes(exception).ToList();
        if (causes.OfType<PrivateAddressException>().FirstOrDefault() is { } guarded)
            return Exchange.Failed(Outcome.PrivateAddress, guarded.Message, transient: false);
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls)
            return Exchange.Failed(Outcome.TlsFailed, $"{host}: {Sentence(tls)}", transient: false, hostFailure: true);
        if (causes.OfType<TimeoutException>().Any())
            return Exchange.Failed(Outcome.Timeout, $"{host} took longer to connect than Fetching:ConnectTimeout", transient: true, hostFailure: true);

        // A decoder that chokes. .NET's Brotli throws InvalidOperationException for bad data, zstd EndOfStreamException for a cut body.
        if (causes.OfType<InvalidDataException>().FirstOrDefault() is { } data)
            return Exchange.Failed(Outcome.InvalidResponse, $"{host}: {Sentence(data)}", transient: true);
        if (exception is ZstdSharp.ZstdException or EndOfStreamException or InvalidOperationException { Source: "System.IO.Compression.Brotli" })
            return Exchange.Failed(Outcome.InvalidResponse, $"{host}: the compressed body is damaged", transient: true);
        return ErrorOf(causes) is { } error ? FromHttp(error, host, causes) : FromSocket(host, causes);
    }

    private static Exchange? FromHttp(Http error, string host, List<Exception> causes) => error switch
    {
        Http.NameResolutionError => FromSocket(host, causes),
        Http.ConfigurationLimitExceeded => Exchange.Failed(Outcome.TooLarge, $"{host} sent more headers than Fetching:MaxHeaderKilobytes", transient: false),
        Http.InvalidResponse or Http.HttpProtocolError or Http.ResponseEnded or Http.ExtendedConnectNotSupported or Http.VersionNegotiationError =>
            Exchange.Failed(Outcome.InvalidResponse, $"{host}: {Sentence(causes[0])}", transient: true, hostFailure: true),
        _ => FromSocket(host, causes),
    };

    private static Exchange? FromSocket(string host, List<Exception> causes)
    {
        var socket = causes.OfType<SocketException>().FirstOrDefault();
        return socket?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData =>
                Exchange.Failed(Outcome.NameNotResolved, $"the DNS knows no address of {host}", transient: true),
            SocketError.TryAgain or SocketError.NoRecovery =>
                Exchange.Failed(Outcome.NameNotResolved, $"the DNS gave no answer for {host}", transient: true, hostFailure: true),
            SocketError.TimedOut =>
                Exchange.Failed(Outcome.Timeout, $"{host}: {Sentence(socket)}", transient: true, hostFailure: true),
            not null => Exchange.Failed(Outcome.ConnectionFailed, $"{host}: {Sentence(socket)}", transient: true, hostFailure: true),
            null when causes.Exists(c => c is IOException or HttpRequestException) =>
                Exchange.Failed(Outcome.ConnectionFailed, $"{host}: {Sentence(causes[^1])}", transient: true, hostFailure: true),
            null => null,
        };
    }

    private static Http? ErrorOf(List<Exception> causes)
    {
        foreach (var cause in causes)
        {
            var error = cause switch
            {
                HttpRequestException { HttpRequestError: not Http.Unknown } request => request.HttpRequestError,
                HttpIOException { HttpRequestError: not Http.Unknown } io => io.HttpRequestError,
                _ => (Http?)null,
            };
            if (error is not null)
                return error;
        }
        return null;
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            yield return e;
    }

    private static string Sentence(Exception e) => e.Message.TrimEnd('.');
}
