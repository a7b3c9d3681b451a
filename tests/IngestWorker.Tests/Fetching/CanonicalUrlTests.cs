using CsCheck;
using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("HTTP://News.Example.COM", "http://news.example.com/")]
    [InlineData("https://example.com:443/a", "https://example.com/a")]
    [InlineData("http://example.com:80/a", "http://example.com/a")]
    [InlineData("http://example.com:8080/a", "http://example.com:8080/a")]
    [InlineData("http://example.com:/a", "http://example.com/a")]
    [InlineData("https://example.com./a", "https://example.com/a")]
    [InlineData("  https://example.com/a\n", "https://example.com/a")]
    [InlineData("https://example.com/a\r\n b", "https://example.com/a%20b")]
    [InlineData("https:\\\\example.com\\a\\b", "https://example.com/a/b")]
    [InlineData("https:/example.com/a", "https://example.com/a")]
    [InlineData("https:///example.com/a", "https://example.com/a")]
    [InlineData("https://example.com/a#comments", "https://example.com/a")]
    [InlineData("https://example.com/a?#x", "https://example.com/a")]
    [InlineData("https://example.com?x=1", "https://example.com/?x=1")]
    [InlineData("https://example.com/a/./b/../c", "https://example.com/a/c")]
    [InlineData("https://example.com/a/%2E%2e/b", "https://example.com/b")]
    [InlineData("https://example.com/../../a/..", "https://example.com/")]
    [InlineData("https://example.com/%7Euser/%e4%b8%ad", "https://example.com/~user/%E4%B8%AD")]
    [InlineData("https://example.com/中/é", "https://example.com/%E4%B8%AD/%C3%A9")]
    [InlineData("https://example.com/100%", "https://example.com/100%25")]
    [InlineData("https://example.com/a%2Fb", "https://example.com/a%2Fb")]
    [InlineData("https://example.com/?b=2&a=1&b=1&&", "https://example.com/?a=1&b=2&b=1")]
    [InlineData("https://example.com/?q=a b'c", "https://example.com/?q=a%20b%27c")]
    [InlineData("https://münchen.example/", "https://xn--mnchen-3ya.example/")]
    [InlineData("https://XN--MNCHEN-3YA.example/", "https://xn--mnchen-3ya.example/")]
    [InlineData("https://ｅｘａｍｐｌｅ。com/", "https://example.com/")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://0177.0.0.01/", "http://127.0.0.1/")]
    [InlineData("http://2130706433/", "http://127.0.0.1/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:80/", "http://[::1]/")]
    public void An_address_has_one_canonical_spelling(string text, string canonical) => Parse(text).Value.ShouldBe(canonical);

    [Theory]
    [InlineData("https://example.com/a?utm_source=rss&UTM_Medium=feed&id=7", "https://example.com/a?id=7")]
    [InlineData("https://example.com/a?fbclid=x", "https://example.com/a")]
    [InlineData("https://example.com/a?%75tm_source=rss", "https://example.com/a")]
    [InlineData("https://www.nytimes.com/a?smid=tw", "https://www.nytimes.com/a")]
    [InlineData("https://example.com/a?smid=tw", "https://example.com/a?smid=tw")]
    [InlineData("https://notnytimes.com/a?smid=tw", "https://notnytimes.com/a?smid=tw")]
    public void Tracking_parameters_are_no_part_of_the_canonical_address(string text, string canonical) => Parse(text).Value.ShouldBe(canonical);

    [Fact]
    public void The_address_to_request_keeps_tracking_order_and_escapes_and_loses_only_the_fragment() =>
        Parse("https://Example.com/a%2fb%7E?z=1&utm_source=rss&a=ü#x").FetchUrl.ShouldBe("https://example.com/a%2fb%7E?z=1&utm_source=rss&a=%C3%BC");

    [Theory]
    [InlineData("https://example.com/a%2fb%7E%5B?z=%e4&a=[1]")]
    [InlineData("https://example.com/a//b/%zz?x=%")]
    public void What_is_requested_is_byte_for_byte_the_fetch_url(string text) => Parse(text).ToUri().AbsoluteUri.ShouldBe(text);

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("   ", "empty")]
    [InlineData("mailto:news@example.com", "only http and https")]
    [InlineData("javascript:alert(1)", "only http and https")]
    [InlineData("file:///etc/passwd", "only http and https")]
    [InlineData("example.com/a", "no scheme")]
    [InlineData("//example.com/a", "no scheme")]
    [InlineData("http://", "no host")]
    [InlineData("http:///", "no host")]
    [InlineData("http://user:secret@example.com/", "user name")]
    [InlineData("http://example.com:0/", "no port")]
    [InlineData("http://example.com:65536/", "no port")]
    [InlineData("http://example.com:http/", "no port")]
    [InlineData("http://exa mple.com/", "no host name")]
    [InlineData("http://example..com/", "empty or overlong")]
    [InlineData("http://ex%00ample.com/", "no host name")]
    [InlineData("http://1.2.3.4.5/", "no IPv4")]
    [InlineData("http://256.1.1.1/", "no IPv4")]
    [InlineData("http://09.1.1.1/", "no IPv4")]
    [InlineData("http://[::1", "no IPv6")]
    [InlineData("http://[fe80::1%25eth0]/", "no IPv6")]
    public void What_cannot_be_fetched_is_refused_with_the_reason(string? text, string reason)
    {
        CanonicalUrl.TryParse(text, out var url, out var why).ShouldBeFalse();
        url.ShouldBeNull();
        why.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void An_endless_address_is_refused() =>
        CanonicalUrl.TryParse("https://example.com/" + new string('a', 10_000), out _, out _).ShouldBeFalse();

    // RFC 3986 §5.4, as far as it concerns http.
    [Theory]
    [InlineData("g", "http://a.example/b/c/g")]
    [InlineData("./g", "http://a.example/b/c/g")]
    [InlineData("g/", "http://a.example/b/c/g/")]
    [InlineData("/g", "http://a.example/g")]
    [InlineData("//g.example", "http://g.example/")]
    [InlineData("?y", "http://a.example/b/c/d;p?y")]
    [InlineData("g?y", "http://a.example/b/c/g?y")]
    [InlineData("#s", "http://a.example/b/c/d;p?q")]
    [InlineData("g;x=1/../y", "http://a.example/b/c/y")]
    [InlineData(".", "http://a.example/b/c/")]
    [InlineData("..", "http://a.example/b/")]
    [InlineData("../g", "http://a.example/b/g")]
    [InlineData("../../../g", "http://a.example/g")]
    [InlineData("http:g", "http://a.example/b/c/g")]
    [InlineData("https:g.example", "https://g.example/")]
    [InlineData("\\\\g.example\\x", "http://g.example/x")]
    public void A_relative_address_is_resolved_against_its_base(string reference, string expected)
    {
        CanonicalUrl.TryParse(reference, out var url, out var reason, Parse("http://a.example/b/c/d;p?q")).ShouldBeTrue(reason);
        url!.Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("https://www.bbc.co.uk/news", "bbc.co.uk")]
    [InlineData("https://m.example.com:8443/", "example.com")]
    [InlineData("https://one.blogspot.com/", "one.blogspot.com")]
    [InlineData("https://co.uk/", "co.uk")]
    [InlineData("http://localhost:5000/", "localhost:5000")]
    [InlineData("http://news:8080/", "news:8080")]
    [InlineData("http://news/", "news")]
    [InlineData("http://127.0.0.1:5000/", "127.0.0.1:5000")]
    [InlineData("http://[::1]:5000/", "[::1]:5000")]
    [InlineData("http://192.0.2.7/", "192.0.2.7")]
    public void Politeness_is_kept_by_registrable_domain(string text, string key) => Parse(text).HostKey.ShouldBe(key);

    [Fact]
    public void Two_hosts_of_one_registrable_domain_are_one_site()
    {
        Parse("https://amp.example.co.uk/a").IsSameSite(Parse("https://www.example.co.uk/b")).ShouldBeTrue();
        Parse("https://example.co.uk/").IsSameSite(Parse("https://other.co.uk/")).ShouldBeFalse();
        Parse("http://127.0.0.1:1/").IsSameSite(Parse("http://127.0.0.1:2/")).ShouldBeFalse();
    }

    [Fact]
    public void More_tracking_parameters_can_be_set()
    {
        var rules = new UrlRules(TrackingParameters.BundledAnd(["from_app", "zz_* example.org"]), PublicSuffixList.Bundled);
        CanonicalUrl.TryParse("https://example.org/?from_app=1&zz_1=2&utm_x=3&k=4", rules, out var url, out _).ShouldBeTrue();
        url!.Value.ShouldBe("https://example.org/?k=4");
    }

    [Fact]
    public void Canonicalizing_again_changes_nothing() => SomeAddress.Sample(text =>
    {
        if (!CanonicalUrl.TryParse(text, out var once, out _))
            return;
        Parse(once.Value).Value.ShouldBe(once.Value);
        Parse(once.FetchUrl).ShouldBe(once);
        Parse(once.FetchUrl).FetchUrl.ShouldBe(once.FetchUrl);
    }, iter: 20_000);

    [Fact]
    public void Whatever_is_accepted_can_be_requested() => SomeAddress.Sample(text =>
    {
        if (!CanonicalUrl.TryParse(text, out var url, out _))
            return;
        url.ToUri().AbsoluteUri.ShouldBe(url.FetchUrl);
        url.ToUri().IdnHost.ShouldNotBeEmpty();
        System.Text.Ascii.IsValid(url.FetchUrl + url.Value).ShouldBeTrue();
        url.FetchUrl.Any(c => c <= ' ').ShouldBeFalse();
        url.HostKey.ShouldNotBeEmpty();
    }, iter: 20_000);

    [Fact]
    public void Any_text_at_all_is_answered_without_an_exception() => Gen.String.Sample(text =>
    {
        var accepted = CanonicalUrl.TryParse(text, out var url, out var reason);
        (url is not null).ShouldBe(accepted);
        (reason is null).ShouldBe(accepted);
        CanonicalUrl.TryParse(text, out _, out _, Parse("https://example.com/a/b"));
    }, iter: 20_000);

    [Fact]
    public void The_order_of_differently_named_parameters_does_not_matter() =>
        Gen.Shuffle((string[])["a=1", "b=2", "c", "d=", "e=%20", "utm_campaign=x"]).Sample(parameters =>
            Parse("https://example.com/?" + string.Join('&', parameters)).Value.ShouldBe("https://example.com/?a=1&b=2&c&d=&e=%20"));

    // Pieces that addresses are made of, and what breaks parsers.
    private static readonly Gen<string> SomeAddress =
        from scheme in Gen.OneOf<string>("http://", "https://", "HTTP:", "https:/", "http:\\\\")
        from host in Gen.OneOf<string>("example.com", "EXAMPLE.com.", "münchen.de", "127.1", "0x7f000001", "[::1]", "a_b.example.co.uk", "пример.рф", "ex%41mple.com", "localhost")
        from port in Gen.OneOf<string>("", ":80", ":443", ":8080", ":")
        from pieces in Gen.OneOf<string>("/", "//", ".", "..", "%2e", "%2E%2e", "%", "%4", "%41", "%zz", "%C3%BC", "ü", "中", " ", "\t", "\\", "?", "&", "=", "#", ";", "+", "'", "\"", "<", "{", "|", "^", "[", "~", "utm_source=x", "fbclid", "a=1", "b", "\uD800", "\uFEFF", "*", "$").Array[0, 12]
        select scheme + host + port + string.Concat(pieces);

    private static CanonicalUrl Parse(string text)
    {
        CanonicalUrl.TryParse(text, out var url, out var reason).ShouldBeTrue($"{text}: {reason}");
        return url!;
    }
}
