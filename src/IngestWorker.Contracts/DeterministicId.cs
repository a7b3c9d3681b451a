using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IngestWorker.Contracts;

/// <summary>
/// Name-based ids (RFC 9562 §5.5, UUID version 5, SHA-1): the same input gives the same id in every process, so each step
/// can be repeated and writing twice is writing once.
/// </summary>
public static class DeterministicId
{
    // RFC 9562 §6.6: the name space of URLs.
    private static readonly Guid UrlNamespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    public static Guid ForFeed(string url) => Create(UrlNamespace, "feed:" + url);

    /// <param name="canonicalUrl">The item's canonical URL; two spellings of one address are two items.</param>
    public static Guid ForItem(string canonicalUrl) => Create(UrlNamespace, canonicalUrl);

    /// <summary>A page whose text changed is the item's next article.</summary>
    public static Guid ForArticle(Guid itemId, string text) => Create(itemId, text);

    /// <summary>A page is one answer of a server: its item and the hash of its bytes.</summary>
    public static Guid ForPage(Guid itemId, string bodySha256) => Create(itemId, "page:" + bodySha256);

    /// <param name="articleId">The article that tells the event.</param>
    /// <param name="triggerStart">First code point of the trigger in the article's text.</param>
    /// <param name="triggerEnd">The code point behind the trigger.</param>
    /// <param name="type">The event's PLOVER type. A coder gives one event at most per trigger and type.</param>
    public static Guid ForEvent(Guid articleId, int triggerStart, int triggerEnd, PloverType type) =>
        Create(articleId, string.Create(CultureInfo.InvariantCulture, $"{triggerStart}:{triggerEnd}:{type.ToName()}"));

    public static Guid Create(Guid nameSpace, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        nameSpace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));

#pragma warning disable CA5350 // SHA-1 is what version 5 is defined on; it names here, it protects nothing.
        Span<byte> hash = stackalloc byte[20];
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
