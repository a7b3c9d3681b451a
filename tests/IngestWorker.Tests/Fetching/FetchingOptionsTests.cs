using IngestWorker.Fetching;
using Microsoft.Extensions.DependencyInjection;

namespace IngestWorker.Tests.Fetching;

public sealed class FetchingOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => new FetchingOptions().Validate().ShouldBeEmpty();

    [Fact]
    public void All_errors_are_told_at_once_with_setting_value_and_what_is_allowed()
    {
        var options = new FetchingOptions
        {
            AgentName = "My Agent\r\n",
            Contact = "call me",
            RobotsAgent = "a/1",
            Retries = -1,
            MaxRedirects = 51,
            AttemptTimeout = TimeSpan.FromSeconds(90),
            MaxArticleBytes = 0,
            CircuitFailureRatio = double.NaN,
            AllowedNetworks = ["127.0.0.0/8", "loopback"],
            TrackingParameters = ["a b c"],
            PublicSuffixListFile = "no-such-file.dat",
        };

        var errors = options.Validate();

        errors.Count.ShouldBe(11);
        errors.ShouldAllBe(e => e.StartsWith("Fetching:") && e.Contains("allowed: "));
        errors.ShouldContain("Fetching:Retries is '-1'; allowed: 0 to 10");
        errors.ShouldContain("Fetching:AttemptTimeout is '00:01:30'; allowed: at most Fetching:TotalTimeout (00:01:00)");
        errors.ShouldContain(e => e.StartsWith("Fetching:AllowedNetworks is 'loopback'"));
    }

    [Fact]
    public void Registering_with_a_wrong_setting_names_it() =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddFetching(o => o.Retries = 99)).Message.ShouldContain("Fetching:Retries is '99'");

    [Fact]
    public async Task A_public_suffix_list_of_ones_own_is_used()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, ["// VERSION: own", "news.example"], TestContext.Current.CancellationToken);
            using var fetcher = new TestFetcher(o => o.PublicSuffixListFile = file);

            CanonicalUrl.TryParse("https://a.b.news.example/", fetcher.Get<UrlRules>(), out var url, out _).ShouldBeTrue();
            url!.HostKey.ShouldBe("b.news.example");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("https://example.org/bot")]
    [InlineData("bot@example.org")]
    public void A_contact_is_an_address(string contact) => new FetchingOptions { Contact = contact }.Validate().ShouldBeEmpty();
}
