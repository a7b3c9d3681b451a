using IngestWorker.Articles;

namespace IngestWorker.Configuration;

/// <summary>The file that Articles:SiteRulesFile names.</summary>
internal static class SiteRulesFile
{
    /// <exception cref="FormatException">The file holds no rules.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SiteRules Read(string? file) => file is null ? SiteRules.None : SiteRules.Parse(File.ReadAllText(file));

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Error(string? file)
    {
        try
        {
            Read(file);
            return null;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return $"Articles:SiteRulesFile: '{file}' cannot be used: {e.Message}";
        }
    }
}
