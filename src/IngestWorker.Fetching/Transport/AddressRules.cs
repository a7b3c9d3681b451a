using System.Net;
using System.Net.Sockets;

namespace IngestWorker.Fetching;

/// <summary>
/// Which addresses may be connected to: those that the whole Internet reaches (IANA IPv4 and IPv6 Special-Purpose Address
/// Registries), and the networks of Fetching:AllowedNetworks. An IPv6 address that stands for an IPv4 address is judged by that.
/// </summary>
internal sealed class AddressRules(IEnumerable<IPNetwork> allowed)
{
    private static readonly IPNetwork[] NotPublicV4 = Networks(
        "0.0.0.0/8",        // this network
        "10.0.0.0/8",       // private
        "100.64.0.0/10",    // shared by providers (CGNAT), and metadata of some clouds
        "127.0.0.0/8",      // loopback
        "169.254.0.0/16",   // link-local, and metadata of most clouds
        "172.16.0.0/12",    // private
        "192.0.0.0/24",     // protocol assignments
        "192.0.2.0/24",     // documentation
        "192.88.99.0/24",   // 6to4 relays
        "192.168.0.0/16",   // private
        "198.18.0.0/15",    // benchmarks
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",   // documentation
        "224.0.0.0/4",      // multicast
        "240.0.0.0/4");     // reserved, and broadcast

    // Public unicast is 2000::/3 alone; what is not public within it:
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublicV6 = Networks(
        "2001::/23",        // protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",    // documentation
        "3fff::/20");       // documentation

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private readonly IPNetwork[] allowed = [.. allowed];

    public static AddressRules From(FetchingOptions options) => new(options.AllowedNetworks.Select(IPNetwork.Parse));

    public bool Permits(IPAddress address)
    {
        if (allowed.Any(n => n.Contains(address)))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !NotPublicV4.Any(n => n.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;

        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address))
            return Permits(new IPAddress(octets[12..]));
        if (SixToFour.Contains(address))
            return Permits(new IPAddress(octets[2..6]));
        // ISATAP (RFC 5214 §6.1): the interface identifier holds an IPv4 address under any prefix.
        if (octets[8..12] is [0 or 2, 0, 0x5E, 0xFE] && !Permits(new IPAddress(octets[12..])))
            return false;
        return PublicV6.Contains(address) && !NotPublicV6.Any(n => n.Contains(address));
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
