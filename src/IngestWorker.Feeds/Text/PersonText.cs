namespace IngestWorker.Feeds.Text;

/// <summary>A person written as one text: "Name", "email", "email (Name)", "Name (email)", "Name &lt;email&gt;", "email Name".</summary>
internal static class PersonText
{
    public static FeedPerson? Read(string text)
    {
        var value = text.AsSpan().Trim();
        if (value.IsEmpty)
            return null;
        var at = value.IndexOf('@');
        if (at <= 0 || value.Length > 500)
            return new FeedPerson { Name = value.ToString() };
        var start = at;
        while (start > 0 && IsAddress(value[start - 1]))
            start--;
        var end = at + 1;
        while (end < value.Length && IsAddress(value[end]))
            end++;
        var email = value[start..end].TrimEnd('.');
        if (start == at || !email[(at - start)..].Contains('.'))
            return new FeedPerson { Name = value.ToString() };
        var name = string.Concat(value[..start], value[end..])
            .Replace("mailto:", "", StringComparison.OrdinalIgnoreCase)
            .Replace("()", "", StringComparison.Ordinal)
            .Replace("<>", "", StringComparison.Ordinal)
            .Trim(' ', ',', ';', '"', '\t', '\n');
        if (name is ['(', .., ')'])
            name = name[1..^1].Trim();
        return new FeedPerson { Name = name.Length == 0 ? null : name, Email = email.ToString(), Written = value.ToString() };
    }

    private static bool IsAddress(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%';
}
