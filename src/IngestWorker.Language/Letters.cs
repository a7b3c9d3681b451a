namespace IngestWorker.Language;

/// <summary>Latin letters without their marks, by hand: the invariant culture has no decomposition tables.</summary>
internal static class Letters
{
    /// <returns>The letter in lower case and without its mark; U+0000 where nothing is left of it.</returns>
    public static char Plain(char c)
    {
        const string marked = "àáâãäåāăąçćčďđèéêëēėęěğģìíîïīįıķłļñńņňòóôõöøōőŕřśşšșţťțùúûüūůűųýÿźżžəʼ";
        const string plain = "aaaaaaaaacccddeeeeeeeeggiiiiiiikllnnnnoooooooorrsssstttuuuuuuuuyyzzza\0";
        var at = marked.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
        return at >= 0 ? plain[at] : char.ToLowerInvariant(c);
    }
}
