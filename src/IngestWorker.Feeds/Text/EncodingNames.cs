using System.Text;

namespace IngestWorker.Feeds.Text;

/// <summary>Encoding labels as servers and documents write them.</summary>
internal static class EncodingNames
{
    private const int LongestName = 40;

    // The code pages' own fallback puts ordinary characters (a question mark, a middle dot) for bytes it cannot read.
    private static readonly DecoderReplacementFallback Unreadable = new("\uFFFD");

    /// <summary>The encoding a label means; null for a label nobody knows.</summary>
    public static Encoding? Find(string? label)
    {
        var name = label?.Trim().Trim('"', '\'').ToLowerInvariant().Replace('_', '-');
        if (string.IsNullOrEmpty(name) || name.Length > LongestName)
            return null;
        return name switch
        {
            "utf-8" or "utf8" or "unicode-1-1-utf-8" => Encoding.UTF8,
            "utf-16" or "utf16" or "utf-16le" or "ucs-2" or "unicode" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-32" or "utf32" or "utf-32le" or "ucs-4" => Encoding.UTF32,
            "utf-32be" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            // What browsers do: these labels are written by people who mean Windows-1252, a superset of all printable characters.
            "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "cp1252" or "windows-1252" or "iso-8859-1-windows-3.1-latin-1" => CodePage(1252),
            "iso-8859-9" or "latin5" => CodePage(1254),
            "iso-8859-11" or "tis-620" => CodePage(874),
            "gb2312" or "gbk" or "x-gbk" or "cp936" or "gb-2312-80" => CodePage(54936),
            "shift-jis" or "sjis" or "x-sjis" or "windows-31j" or "cp932" => CodePage(932),
            "euc-kr" or "ks-c-5601-1987" or "ksc5601" or "cp949" or "uhc" => CodePage(949),
            "big5" or "big5-hkscs" or "cp950" => CodePage(950),
            "utf-7" or "utf7" => null,
            _ => Named(name),
        };
    }


    public static Encoding CodePage(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, Unreadable) ?? Encoding.Latin1;

    private static Encoding? Named(string name)
    {
        if (CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, Unreadable) is { } known)
            return known;
        if (name.StartsWith("cp", StringComparison.Ordinal) && CodePagesEncodingProvider.Instance.GetEncoding("windows-" + name[2..], EncoderFallback.ReplacementFallback, Unreadable) is { } windows)
            return windows;
        try
        {
            // The framework's own few; it offers no lookup that answers instead of throwing.
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
