namespace IngestWorker.Articles.Pages;

/// <summary>Tells what is no page of text from its header and first bytes.</summary>
internal static class MediaKind
{
    private static readonly string[] TextTypes = ["text/html", "application/xhtml", "text/plain", "application/xml", "text/xml", "application/octet-stream", "multipart/", "text/vnd.wap"];

    /// <summary>What the body is, where that is no text that could be read; null where it may be a page.</summary>
    public static string? Unsupported(ReadOnlySpan<byte> body, string? contentType) =>
        ByMagic(body) ?? ByHeader(body, contentType);

    private static string? ByMagic(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4)
            return null;
        return body switch
        {
            _ when body.StartsWith("%PDF-"u8) => "PDF by its first bytes",
            _ when body.StartsWith<byte>([0xFF, 0xD8, 0xFF]) => "JPEG by its first bytes",
            _ when body.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) => "PNG by its first bytes",
            _ when body.StartsWith("GIF8"u8) => "GIF by its first bytes",
            _ when body.StartsWith("RIFF"u8) => "RIFF media by its first bytes",
            _ when body.StartsWith<byte>([0x50, 0x4B, 0x03, 0x04]) => "ZIP by its first bytes",
            _ when body.StartsWith<byte>([0x1F, 0x8B]) => "gzip by its first bytes",
            _ when body.StartsWith("OggS"u8) || body.StartsWith("ID3"u8) => "audio by its first bytes",
            _ when body.StartsWith("{\\rtf"u8) => "RTF by its first bytes",
            _ when body.Length >= 12 && body.Slice(4, 4).SequenceEqual("ftyp"u8) => "MP4 by its first bytes",
            _ when body.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) => "Office document by its first bytes",
            _ => null,
        };
    }

    private static string? ByHeader(ReadOnlySpan<byte> body, string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        if (type.IsEmpty || LooksLikeHtml(body))
            return null;
        foreach (var text in TextTypes)
        {
            if (type.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                return null;
        }

        return type.Contains('/') ? $"Content-Type is {type}" : null;
    }

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body)
    {
        var start = body[..Math.Min(body.Length, 1_024)];
        return start.IndexOf("<html"u8) >= 0 || start.IndexOf("<!doctype html"u8) >= 0 || start.IndexOf("<!DOCTYPE html"u8) >= 0 || start.IndexOf("<HTML"u8) >= 0;
    }
}
