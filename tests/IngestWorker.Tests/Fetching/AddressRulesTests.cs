using System.Net;
using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.170")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]               // IPv4-compatible
    [InlineData("::ffff:127.0.0.1")]       // mapped
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0:10.0.0.1")]      // translated (SIIT)
    [InlineData("64:ff9b::10.0.0.1")]      // NAT64
    [InlineData("64:ff9b:1::8.8.8.8")]     // NAT64 of a local network
    [InlineData("2002:7f00:1::1")]         // 6to4 of 127.0.0.1
    [InlineData("2002:c0a8:101::1")]
    [InlineData("2001:0:808:808::1")]      // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("100::1")]                 // discard-only
    [InlineData("5f00::1")]                // segment routing
    [InlineData("fc00::1")]
    [InlineData("fdab::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2a00:1450::5efe:10.0.0.1")]     // ISATAP
    [InlineData("2a00:1450::200:5efe:7f00:1")]
    public void An_address_that_is_not_public_is_refused(string address) => Default.Permits(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001:80b::200e")]
    public void A_public_address_is_permitted(string address) => Default.Permits(IPAddress.Parse(address)).ShouldBeTrue();

    [Fact]
    public void An_allowed_network_is_permitted_in_every_spelling_and_nothing_beside_it()
    {
        var rules = new AddressRules([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]);
        rules.Permits(IPAddress.Parse("127.0.0.1")).ShouldBeTrue();
        rules.Permits(IPAddress.Parse("::ffff:127.0.0.1")).ShouldBeTrue();
        rules.Permits(IPAddress.Parse("::1")).ShouldBeTrue();
        rules.Permits(IPAddress.Parse("::2")).ShouldBeFalse();
        rules.Permits(IPAddress.Parse("10.0.0.1")).ShouldBeFalse();
    }

    private static AddressRules Default => AddressRules.From(new FetchingOptions());
}
