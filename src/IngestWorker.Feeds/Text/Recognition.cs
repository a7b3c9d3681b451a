namespace IngestWorker.Feeds.Text;

/// <summary>What a document is that is no feed, for the words of an outcome.</summary>
internal static class Recognition
{
    /// <summary>In words, what kind of binary file this is; null for text.</summary>
    public static string? Binary(ReadOnlySpan<byte> body) => body switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG image",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG image",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF image",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "a WebP image or another RIFF file",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
        [0x1F, 0x8B, ..] => "gzip data inside gzip data",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2 data",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd data that nobody has unpacked",
        [(byte)'I', (byte)'D', (byte)'3', ..] => "an MP3 file",
        _ => null,
    };

    /// <summary>Where the text begins, behind white space, byte order marks and NULs.</summary>
    public static int SkipBlank(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '\uFEFF' or '\0' or '\u200B'))
            at++;
        return at;
    }

    /// <summary>In words, what text without any element is.</summary>
    public static string PlainText(ReadOnlySpan<char> text)
    {
        var line = text[SkipBlank(text)..];
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0)
            line = line[..end];
        var control = 0;
        foreach (var c in line[..Math.Min(line.Length, 200)])
            control += char.IsControl(c) && c != '\t' || c == '\uFFFD' ? 1 : 0;
        if (control > 2)
            return "binary data";
        var start = line[..Math.Min(line.Length, 60)].Trim().ToString();
        return $"plain text that begins \"{start}{(line.Length > 60 ? "…" : "")}\"";
    }
}
