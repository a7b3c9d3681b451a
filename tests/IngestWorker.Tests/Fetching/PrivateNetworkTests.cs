using System.Net;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using Microsoft.Extensions.DependencyInjection;

namespace IngestWorker.Tests.Fetching;

public sealed class PrivateNetworkTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[64:ff9b::127.0.0.1]:{0}/")]
    public async Task Without_an_allowed_network_nothing_on_this_machine_is_reached(string url)
    {
        await using var server = RawServer.Start(RawServer.Page("<p>secret</p>"));
        using var fetcher = new TestFetcher(o => o.AllowedNetworks = []);

        var result = await fetcher.ArticleAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, server.Port));

        result.Outcome.ShouldBe(Outcome.PrivateAddress);
        result.IsTransient.ShouldBeFalse();
        result.Attempts.ShouldBe(1);
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_after_the_check_gains_nothing()
    {
        await using var server = RawServer.Start(RawServer.Page("<p>secret</p>"));
        var asked = 0;
        // Public at the first question, ours at every later one.
        ResolveHost rebinding = (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("198.18.0.1") : IPAddress.Loopback]);
        using var fetcher = new TestFetcher(
            o =>
            {
                o.AllowedNetworks = ["198.18.0.1/32"];
                o.ConnectTimeout = TimeSpan.FromMilliseconds(500);
                o.Retries = 1;
            },
            s => s.AddSingleton(rebinding));

        var result = await fetcher.ArticleAsync($"http://rebinding.example:{server.Port}/");

        // The first connection goes to the address that was checked and to no other; the second is checked again.
        result.Outcome.ShouldBe(Outcome.PrivateAddress);
        asked.ShouldBe(2);
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_permitted_are_tried()
    {
        await using var server = RawServer.Start(RawServer.Page("<p>Hello.</p>"));
        ResolveHost mixed = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("::1"), IPAddress.Loopback]);
        using var fetcher = new TestFetcher(services: s => s.AddSingleton(mixed));

        // Nothing listens on ::1 at this port, so the race goes on to the next.
        (await fetcher.ArticleAsync($"http://mixed.example:{server.Port}/")).Outcome.ShouldBe(Outcome.Ok);
    }

    [Fact]
    public async Task A_host_none_of_whose_addresses_answers_is_a_failed_connection()
    {
        var server = RawServer.Start(RawServer.Page(""));
        var closed = server.Port;
        await server.DisposeAsync();
        ResolveHost several = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback]);
        using var fetcher = new TestFetcher(o => o.Retries = 0, s => s.AddSingleton(several));

        var result = await fetcher.ArticleAsync($"http://down.example:{closed}/");

        result.Outcome.ShouldBe(Outcome.ConnectionFailed);
        result.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_without_an_address_is_told_as_such()
    {
        ResolveHost nobody = (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound);
        using var fetcher = new TestFetcher(services: s => s.AddSingleton(nobody));

        var result = await fetcher.ArticleAsync("http://nobody.example/");

        result.Outcome.ShouldBe(Outcome.NameNotResolved);
        result.Attempts.ShouldBe(1);
        result.Detail.ShouldContain("nobody.example");
    }

    [Fact]
    public async Task A_dns_server_that_gives_no_answer_is_asked_again()
    {
        await using var server = RawServer.Start(RawServer.Page("<p>Hello.</p>"));
        var asked = 0;
        ResolveHost flaky = (_, _) => asked++ == 0
            ? throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.TryAgain)
            : Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        using var fetcher = new TestFetcher(services: s => s.AddSingleton(flaky));

        var result = await fetcher.ArticleAsync($"http://flaky.example:{server.Port}/");

        result.Outcome.ShouldBe(Outcome.Ok);
        result.Attempts.ShouldBe(2);
    }
}
