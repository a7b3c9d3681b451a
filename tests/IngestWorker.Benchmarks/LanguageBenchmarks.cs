using BenchmarkDotNet.Attributes;
using IngestWorker.Language;

namespace IngestWorker.Benchmarks;

/// <summary>The whole chain of IngestWorker.Language on about 1 MB of article-like text, one thread.</summary>
[MemoryDiagnoser]
public class LanguageBenchmarks
{
    private const string Article =
        "Government forces shelled the northern town on Friday, killing at least 12 people and wounding dozens, local officials said.\n" +
        "The attack came two days after the president, speaking in the capital, promised to end the fighting that has displaced more than 200,000 people since 2014.\n" +
        "“We call on both sides to return to the talks,” a spokesman for the United Nations told reporters in Geneva. Rebels denied that they had broken the truce.\n" +
        "Foreign Minister Maria Petrova will meet her counterpart next Tuesday to discuss an exchange of prisoners, the ministry said in a statement.\n";

    private readonly TextAnalyzer _analyzer = new();
    private readonly string _text = string.Concat(Enumerable.Repeat(Article, 1_000_000 / Article.Length));

    [Benchmark]
    public int Words() => _analyzer.Analyze(_text, new DateOnly(2020, 10, 2)).Sentences.Sum(s => s.Tokens.Length);

    [Benchmark]
    public object LoadModel() => new TextAnalyzer();
}
