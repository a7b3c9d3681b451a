using System.Reflection;
using System.Text;

namespace IngestWorker.Fetching;

/// <summary>The files of Data/, embedded in the assembly.</summary>
internal static class BundledData
{
    public static IEnumerable<string> ReadLines(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("IngestWorker.Fetching.Data." + file)
            ?? throw new InvalidOperationException($"{file} is not embedded in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
