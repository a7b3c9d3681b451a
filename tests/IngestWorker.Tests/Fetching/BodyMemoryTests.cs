using IngestWorker.Contracts;

namespace IngestWorker.Tests.Fetching;

/// <summary>Allocations are counted for the whole process, so nothing else may run beside these.</summary>
[CollectionDefinition(nameof(BodyMemoryTests), DisableParallelization = true)]
[Collection(nameof(BodyMemoryTests))]
public sealed class BodyMemoryTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    public async Task A_bomb_is_stopped_by_its_ratio_within_bounded_memory(string coding)
    {
        var bomb = Bodies.Encode(new byte[100 << 20], coding);
        await using var server = RawServer.Start(r => r.SendAsync($"Content-Encoding: {coding}\r\n", bomb));
        using var fetcher = new TestFetcher(o => o.MaxArticleBytes = 1 << 30);
        await fetcher.ArticleAsync(server.Url());

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await fetcher.ArticleAsync(server.Url());
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        result.Outcome.ShouldBe(Outcome.TooLarge);
        result.Detail.ShouldContain("MaxDecompressionRatio");
        allocated.ShouldBeLessThan(32 << 20);
    }

    [Fact]
    public async Task A_hundred_megabytes_cost_no_more_memory_than_the_limit_allows()
    {
        await using var server = RawServer.Start(Bodies.EndlessAsync);
        using var fetcher = new TestFetcher();
        await fetcher.ArticleAsync(server.Url());

        var before = GC.GetTotalAllocatedBytes(precise: true);
        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.TooLarge);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(48 << 20);
    }
}
