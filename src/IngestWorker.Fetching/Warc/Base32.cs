namespace IngestWorker.Fetching;

/// <summary>RFC 4648 §6, as WARC tools write digests.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder((bytes.Length + 4) / 5 * 8);
        var (bits, count) = (0, 0);
        foreach (var octet in bytes)
        {
            (bits, count) = ((bits << 8) | octet, count + 8);
            for (; count >= 5; count -= 5)
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }
        if (count > 0)
            text.Append(Alphabet[(bits << (5 - count)) & 31]);
        while (text.Length % 8 != 0)
            text.Append('=');
        return text.ToString();
    }
}
