using IngestWorker.Configuration;
using RabbitMQ.Client;

namespace IngestWorker.Messaging.Broker;

/// <summary>A connection to the broker beside the bus: for looking at queues, and for messages that were set aside.</summary>
internal static class BrokerConnection
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer, or refuses user or certificate.</exception>
    public static Task<IConnection> OpenAsync(RabbitMqSettings settings, string name, CancellationToken cancellationToken) => new ConnectionFactory
    {
        HostName = settings.Host,
        Port = settings.Port,
        VirtualHost = settings.VirtualHost,
        UserName = settings.Username,
        Password = settings.Password,
        Ssl = BrokerTls.Option(settings),
        ClientProvidedName = name,
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = s_patience,
        ContinuationTimeout = s_patience,
    }.CreateConnectionAsync(cancellationToken);

    /// <summary>What went wrong, down to its cause: the outermost message of an unreachable broker says only that.</summary>
    public static string Reason(Exception exception) =>
        string.Join(": ", Chain(exception).Select(e => e.Message.TrimEnd('.')).Distinct(StringComparer.Ordinal));

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception is AggregateException { InnerExceptions: [var first, ..] } ? first : exception.InnerException)
            yield return exception;
    }
}
