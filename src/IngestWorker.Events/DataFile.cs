using System.Reflection;

namespace IngestWorker.Events;

/// <summary>The readable tables embedded in this room: one record a line, fields divided by "|", comments after "#".</summary>
internal static class DataFile
{
    /// <summary>The fields of each line that is neither empty nor a comment.</summary>
    public static IEnumerable<string[]> Rows(string name) =>
        Lines(name).Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    public static IEnumerable<string> Lines(string name) =>
        Read(name).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#');

    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded table '{name}' is missing.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Names(string prefix) =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static string[] List(string field, char separator = ';') =>
        field.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
