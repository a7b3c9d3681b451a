using IngestWorker.Language;

namespace IngestWorker.Tests.Language;

/// <summary>One analyzer for all tests: it loads its model once and serves any number of threads.</summary>
internal static class LanguageSample
{
    public static TextAnalyzer Analyzer { get; } = new();
}
