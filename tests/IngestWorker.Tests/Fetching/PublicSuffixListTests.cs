using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class PublicSuffixListTests
{
    [Theory]
    [InlineData("com", null)]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("co.jp", null)]
    [InlineData("news.example.co.jp", "example.co.jp")]
    [InlineData("a.kobe.jp", null)]
    [InlineData("x.a.kobe.jp", "x.a.kobe.jp")]
    [InlineData("www.city.kobe.jp", "city.kobe.jp")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("a.www.ck", "www.ck")]
    [InlineData("other.ck", null)]
    [InlineData("a.other.ck", "a.other.ck")]
    [InlineData("user.github.io", "user.github.io")]
    [InlineData("www.example.unlisted", "example.unlisted")]
    [InlineData("unlisted", null)]
    [InlineData("xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    public void The_registrable_domain_is_one_label_longer_than_the_longest_rule(string host, string? domain) =>
        PublicSuffixList.Bundled.RegistrableDomain(host).ShouldBe(domain);

    [Fact]
    public void The_bundled_list_is_whole_and_says_its_date()
    {
        PublicSuffixList.Bundled.Count.ShouldBeGreaterThan(9_000);
        PublicSuffixList.Bundled.Version.ShouldNotBeNull().ShouldStartWith("20");
    }

    [Fact]
    public void A_list_in_its_published_form_can_be_read()
    {
        var list = PublicSuffixList.Parse(["// VERSION: 2030-01-01_00-00-00_UTC", "", "// comment", "example trailing words", "*.wild", "!not.wild", "рф"]);
        list.Version.ShouldBe("2030-01-01_00-00-00_UTC");
        list.RegistrableDomain("a.b.wild").ShouldBe("a.b.wild");
        list.RegistrableDomain("a.not.wild").ShouldBe("not.wild");
        list.RegistrableDomain("a.b.xn--p1ai").ShouldBe("b.xn--p1ai");
    }
}
