using System.Security.Cryptography;
using System.Text;

namespace IngestWorker.Fetching;

/// <summary>The X-Hub-Signature header of what a hub sends (W3C WebSub §7.1). Anybody can send to a callback; only the hub knows the secret.</summary>
public static class WebSubSignature
{
    /// <summary>Whether the body was signed with the secret. A missing, unknown or malformed signature is none.</summary>
    /// <param name="header">"sha256=0a1b...": sha1, sha256, sha384 or sha512, then hexadecimal digits.</param>
    /// <param name="secret">What the subscription was made with.</param>
    /// <param name="body">As it was received.</param>
    public static bool IsValid(string? header, string secret, ReadOnlySpan<byte> body)
    {
        var equals = header?.IndexOf('=') ?? -1;
        if (header is null || equals < 0)
            return false;
        var key = Encoding.UTF8.GetBytes(secret);
#pragma warning disable CA5350 // WebSub names SHA-1 for older hubs; collisions, its weakness, do not help against an HMAC.
        var expected = header[..equals].ToLowerInvariant() switch
        {
            "sha1" => HMACSHA1.HashData(key, body),
            "sha256" => HMACSHA256.HashData(key, body),
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
            _ => null,
        };
#pragma warning restore CA5350
        if (expected is null || header.Length - equals - 1 != expected.Length * 2)
            return false;
        var given = new byte[expected.Length];
        return Convert.FromHexString(header.AsSpan(equals + 1), given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
