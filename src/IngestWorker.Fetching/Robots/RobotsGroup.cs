namespace IngestWorker.Fetching;

/// <summary>One or more User-agent lines and the rules after them.</summary>
internal sealed class RobotsGroup
{
    private readonly List<(string Agent, TimeSpan? Delay)> agents = [];

    public List<RobotsRule> Rules { get; } = [];

    public void Add(string agent) => agents.Add((agent, null));

    /// <summary>For the agents named so far: Crawl-delay is no rule of the RFC and does not end the list of agents.</summary>
    public void SetCrawlDelay(TimeSpan delay)
    {
        for (var i = 0; i < agents.Count; i++)
            agents[i] = (agents[i].Agent, agents[i].Delay ?? delay);
    }

    public bool Names(string agent) => agents.Exists(a => a.Agent.Equals(agent, StringComparison.OrdinalIgnoreCase));

    public TimeSpan? CrawlDelayOf(string agent) => agents.Find(a => a.Agent.Equals(agent, StringComparison.OrdinalIgnoreCase)).Delay;
}
