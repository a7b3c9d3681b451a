using System.Net;

namespace IngestWorker.Fetching;

/// <summary>Crosses SocketsHttpHandler, which passes on nothing but exceptions, and is a value again in <see cref="FailureKinds"/>.</summary>
internal sealed class PrivateAddressException(string host, IPAddress address)
    : IOException($"{host} is at {address}, which is not public and not in Fetching:AllowedNetworks");
