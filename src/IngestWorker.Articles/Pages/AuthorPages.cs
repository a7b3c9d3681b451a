using System.Buffers;

namespace IngestWorker.Articles.Pages;

/// <summary>Addresses under which sites keep pages about their authors.</summary>
internal static class AuthorPages
{
    private static readonly SearchValues<string> Parts = SearchValues.Create(
    [
        "/author/", "/authors/", "/auteur/", "/autor/", "/autore/", "/autoren/", "/by/", "/people/", "/contributor", "/journalist", "/reporter/", "/profile/", "/profiles/", "/staff/", "/writer/", "/writers/", "/columnist", "?author=", "/byline/",
    ], StringComparison.OrdinalIgnoreCase);

    public static bool Contains(ReadOnlySpan<char> address)
    {
        var at = address.IndexOfAny(Parts);
        return at >= 0 && !address.EndsWith("/author/", StringComparison.OrdinalIgnoreCase);
    }
}
