using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds;

/// <summary>What a document is that came where a feed was expected.</summary>
public enum PageKind
{
    /// <summary>No page for people.</summary>
    None,

    Html,

    /// <summary>A page that asks for a password.</summary>
    Login,

    /// <summary>A challenge to tell programs from people, or the refusal of one who is taken for a program.</summary>
    BotWall,
}

/// <summary>Tells pages that come instead of feeds apart, by the marks that the makers of such pages leave in them.</summary>
public static class PageRecognition
{
    // Challenges are small; a whole site's page may hold any of these words in its articles.
    private const int LookedAt = 256 * 1024;
    private const int LongestChallenge = 3_000;
    private const int LongestLogin = 4_000;

    // Written by the walls themselves, whatever else stands on the page. Not those that are put into pages which were let through
    // ("/cdn-cgi/challenge-platform/scripts/jsd").
    private static readonly string[] Walls =
    [
        "_cf_chl_opt", "cf-chl-", "cf_chl_prog", "cf-browser-verification", "/cdn-cgi/challenge-platform/h/", "cf-error-details", "Attention Required! | Cloudflare",
        "_Incapsula_Resource", "Incapsula incident ID", "captcha-delivery.com", "px-captcha", "_pxCaptcha", "/_sec/cp_challenge", "errors.edgesuite.net",
        "sucuri_cloudproxy", "Sucuri WebSite Firewall", "awsWafCookieDomainList", "gokuProps", "/.well-known/sgcaptcha", "/.within.website/x/cmd/anubis",
        "distil_r_captcha", "ddos-guard.net", "Vercel Security Checkpoint", "_vercel/challenge",
    ];

    // In words, for walls of other makers: counted only on pages that hold little else.
    private static readonly string[] Challenges =
    [
        "just a moment...", "checking your browser", "verify you are human", "verifying you are human", "verify that you are not a robot", "are you a robot", "you're not a bot", "you are not a bot",
        "pardon our interruption", "enable javascript and cookies to continue", "please turn javascript on and reload", "unusual traffic", "automated access", "ddos protection by", "access denied",
        "g-recaptcha", "h-captcha", "cf-turnstile",
    ];

    // Of pages without even an html element.
    private static readonly string[] Beginnings = ["<head>", "<body", "<meta ", "<title>", "<script", "<div", "<h1", "<p>", "<center", "<table"];

    private static readonly string[] LoginWords =
    [
        "log in", "login", "log-in", "sign in", "signin", "sign-in", "anmelden", "einloggen", "connexion", "se connecter", "iniciar sesión", "acceder", "accedi", "entrar", "inloggen", "logga in",
        "zaloguj", "войти", "вход", "giriş", "ログイン", "登录", "登入", "로그인", "تسجيل الدخول",
    ];

    /// <summary>Looks at a document that is no feed.</summary>
    /// <param name="body">As it was received, unpacked.</param>
    /// <param name="contentType">The Content-Type header as sent.</param>
    public static PageKind Look(ReadOnlySpan<byte> body, string? contentType)
    {
        if (body.IsEmpty || Recognition.Binary(body) is not null)
            return PageKind.None;
        using var decoded = BodyDecoder.Decode(body[..Math.Min(body.Length, LookedAt)], BodyDecoder.CharsetOf(contentType));
        var text = decoded.Text;
        if (!IsHtml(text, contentType))
            return PageKind.None;
        if (ContainsAny(text, Walls))
            return PageKind.BotWall;
        var words = PlainText.Of(text.ToString(), 2 * LongestLogin).Length;
        if (words <= LongestChallenge && ContainsAny(text, Challenges))
            return PageKind.BotWall;
        return AsksForPassword(text) && (words <= LongestLogin && ContainsAny(text, LoginWords) || ContainsAny(TitleOf(text), LoginWords)) ? PageKind.Login : PageKind.Html;
    }

    private static bool IsHtml(ReadOnlySpan<char> text, string? contentType)
    {
        var start = text[Recognition.SkipBlank(text)..];
        if (start.IsEmpty || start[0] != '<')
            return false;
        var head = start[..Math.Min(start.Length, 2048)];
        return contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true || Contains(head, "<!doctype html") || Contains(head, "<html")
            || StartsWithAny(start, Beginnings);
    }

    private static bool AsksForPassword(ReadOnlySpan<char> text) =>
        Contains(text, "type=\"password\"") || Contains(text, "type='password'") || Contains(text, "type=password");

    private static ReadOnlySpan<char> TitleOf(ReadOnlySpan<char> text)
    {
        var start = text.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return default;
        var title = text[start..];
        var end = title.IndexOf("</title", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? default : title[..end];
    }

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] marks)
    {
        foreach (var mark in marks)
        {
            if (Contains(text, mark))
                return true;
        }
        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool Contains(ReadOnlySpan<char> text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);
}
