using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using IngestWorker.Articles;

namespace IngestWorker.Benchmarks.Articles;

/// <summary>
/// Article extraction beside AngleSharp's bare parse of the same pages and beside SmartReader. One operation is a page; the numbers
/// are means over the whole set. Tiered compilation needs about ten passes before the numbers settle.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Throughput, warmupCount: 12, iterationCount: 10, invocationCount: 1)]
public class ArticleBenchmarks
{
    private const int Pages = 181;

    private readonly ArticleExtractor _extractor = new();
    private readonly HtmlParser _parser = new();
    private (string Url, string Html)[] _pages = [];

    [GlobalSetup]
    public void Load()
    {
        _pages = SharedPages.Load();
        if (_pages.Length != Pages)
            throw new InvalidOperationException($"The set has {_pages.Length} pages; the figures are per page of {Pages}.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Pages)]
    public int BareParse()
    {
        var sum = 0;
        foreach (var (_, html) in _pages)
        {
            using var document = _parser.ParseDocument(html);
            sum += document.ChildNodes.Length;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Pages)]
    public int Extract()
    {
        var sum = 0;
        foreach (var (url, html) in _pages)
            sum += _extractor.Extract(new PageSource { Url = url, Html = html }).Content?.Text.Length ?? 0;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Pages)]
    public int ExtractOnTwoThreads()
    {
        var sum = 0;
        Parallel.ForEach(_pages, new ParallelOptions { MaxDegreeOfParallelism = 2 }, page =>
            Interlocked.Add(ref sum, _extractor.Extract(new PageSource { Url = page.Url, Html = page.Html }).Content?.Text.Length ?? 0));
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Pages)]
    public int SmartReader()
    {
        var sum = 0;
        foreach (var (url, html) in _pages)
            sum += new global::SmartReader.Reader(url, html).GetArticle().TextContent?.Length ?? 0;
        return sum;
    }
}
