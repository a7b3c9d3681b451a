using System.Text;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class PageRecognitionTests
{
    [Theory]
    [InlineData("<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={};</script></body></html>")]
    [InlineData("<html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked</body></html>")]
    [InlineData("<html><body><iframe src=\"/_Incapsula_Resource?SWUDNSAI=31\">Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>")]
    [InlineData("<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>Reference #18 https://errors.edgesuite.net/18</body></html>")]
    [InlineData("<html><head><script>var dd={'host':'geo.captcha-delivery.com'}</script></head><body></body></html>")]
    [InlineData("<html><body><p>Please verify you are human to go on.</p><div class=\"h-captcha\"></div></body></html>")]
    [InlineData("<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title></head><body><script src=\"/.within.website/x/cmd/anubis/static/js/main.mjs\"></script></body></html>")]
    public void A_challenge_is_a_bot_wall(string page) => Look(page).ShouldBe(PageKind.BotWall);

    [Theory]
    [InlineData("<html><head><title>Sign in</title></head><body><form action=\"/session\"><input name=u><input type=\"password\" name=p></form></body></html>")]
    [InlineData("<!DOCTYPE html><html><body><h1>Bitte anmelden</h1><form><input type=password></form></body></html>")]
    public void A_page_that_asks_for_a_password_is_a_login_page(string page) => Look(page).ShouldBe(PageKind.Login);

    [Fact]
    public void A_sites_page_is_neither_though_it_has_a_login_form_and_news_of_captchas()
    {
        var news = string.Concat(Enumerable.Range(0, 200).Select(i => $"<p>Report {i} of the day: the office asks people to verify you are human before they may file a form.</p>"));
        Look($"<html><head><title>The Courier</title></head><body><form>Log in <input type=\"password\"></form>{news}<script src=\"/cdn-cgi/challenge-platform/scripts/jsd/main.js\"></script></body></html>").ShouldBe(PageKind.Html);
        Look("<html><head><title>The Courier</title></head><body><p>News.</p></body></html>").ShouldBe(PageKind.Html);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{\"error\": \"no such feed\"}")]
    [InlineData("<opml version=\"2.0\"><body/></opml>")]
    [InlineData("Just a moment...")]
    public void What_is_no_page_is_none(string text) => Look(text, null).ShouldBe(PageKind.None);

    private static PageKind Look(string page, string? type = "text/html") => PageRecognition.Look(Encoding.UTF8.GetBytes(page), type);
}
