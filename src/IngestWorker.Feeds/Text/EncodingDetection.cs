using System.Buffers;
using System.Text;
using UtfUnknown;

namespace IngestWorker.Feeds.Text;

/// <summary>What to make of bytes that are not UTF-8 and of which nobody says what they are.</summary>
internal static class EncodingDetection
{
    private const int SampleBytes = 32_768;
    private const float EnoughConfidence = 0.5f;

    /// <summary>True where multi-byte UTF-8 sequences outnumber the bytes that are none: UTF-8 with something foreign pasted in.</summary>
    public static bool IsMostlyUtf8(ReadOnlySpan<byte> body)
    {
        var (good, bad) = (0, 0);
        while (true)
        {
            var ascii = body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
                return good > bad;
            body = body[ascii..];
            if (Rune.DecodeFromUtf8(body, out _, out var used) == OperationStatus.Done)
                good++;
            else
                bad++;
            body = body[used..];
        }
    }

    /// <summary>UTF-8, in which each byte that is none is read as Windows-1252.</summary>
    public static DecodedBody DecodeMixed(ReadOnlySpan<byte> body)
    {
        var chars = ArrayPool<char>.Shared.Rent(body.Length + 16);
        var length = 0;
        while (!body.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(body, out var rune, out var used) == OperationStatus.Done)
            {
                length += rune.EncodeToUtf16(chars.AsSpan(length));
            }
            else
            {
                foreach (var b in body[..used])
                    chars[length++] = b is >= 0x80 and <= 0x9F ? HtmlEntities.FromC1((char)b) : (char)b;
            }
            body = body[used..];
        }
        return new DecodedBody(chars, length, "utf-8", wasRepaired: true);
    }

    /// <summary>The likeliest encoding; Windows-1252 where nothing is likely.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> body)
    {
        var sample = Sample(body);
        var detected = CharsetDetector.DetectFromBytes(sample).Detected;
        if (detected is null || detected.Confidence < EnoughConfidence)
            return EncodingNames.CodePage(1252);
        // Its answers for Western text (iso-8859-1, ibm and mac pages) are what browsers read as Windows-1252.
        var encoding = EncodingNames.Find(detected.EncodingName);
        return encoding is null or UTF8Encoding or UnicodeEncoding or UTF32Encoding or ASCIIEncoding ? EncodingNames.CodePage(1252) : encoding;
    }

    /// <summary>
    /// The stretches around bytes above ASCII, without markup: detection is statistics of letters, and tags would drown them.
    /// </summary>
    private static byte[] Sample(ReadOnlySpan<byte> body)
    {
        var sample = new byte[Math.Min(body.Length, SampleBytes)];
        var length = 0;
        var inTag = false;
        foreach (var b in body)
        {
            if (length == sample.Length)
                break;
            if (b == '<')
                inTag = true;
            else if (b == '>')
                (inTag, sample[length++]) = (false, (byte)' ');
            else if (!inTag || b >= 0x80)
                sample[length++] = b;
        }
        return sample[..length];
    }
}
