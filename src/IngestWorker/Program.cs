using System.CommandLine;
using IngestWorker.Cli;
using IngestWorker.Cli.Feeds;
using IngestWorker.Cli.Operations;

var root = new RootCommand("News in, coded events out: who did what to whom, where, when, and according to whom.")
{
    RunCommand.Create(),
    DemoCommand.Create(),
    RoleCommands.CreateWorker(),
    RoleCommands.CreateConsumer(),
    HealthCommand.Create(),
    FeedsCommand.Create(),
    StatusCommand.Create(),
    TrailCommand.Create(),
    FailuresCommand.Create(),
    DatabaseCommand.Create(),
    PagesCommand.Create(),
    ReprocessCommand.Create(),
    UrlCommand.Create(),
    FeedCommand.Create(),
    ArticleCommand.Create(),
    TextCommand.Create(),
    PlacesCommand.Create(),
    EventsCommand.Create(),
    LexiconCommand.Create(),
};
return await CommandLine.InvokeAsync(root, args);
