using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using NetArchTest.Rules;

namespace IngestWorker.Tests;

/// <summary>The dependency rules between the rooms: who may know whom, and who may touch the outside world.</summary>
public sealed class ArchitectureTests
{
    private const string Program = "IngestWorker";

    /// <summary>Makes what is checked in as Language's model; no room and not the program may need it.</summary>
    private const string Training = "IngestWorker.Language.Training";

    /// <summary>Each room and the rooms it may know.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new(StringComparer.Ordinal)
    {
        ["IngestWorker.Contracts"] = [],
        ["IngestWorker.Feeds"] = ["IngestWorker.Contracts"],
        ["IngestWorker.Fetching"] = ["IngestWorker.Contracts"],
        ["IngestWorker.Articles"] = ["IngestWorker.Contracts"],
        ["IngestWorker.Language"] = ["IngestWorker.Contracts"],
        ["IngestWorker.Events"] = ["IngestWorker.Contracts", "IngestWorker.Language"],
        ["IngestWorker.Storage"] = ["IngestWorker.Contracts"],
    };

    private static readonly string[] PureRooms =
        ["IngestWorker.Contracts", "IngestWorker.Feeds", "IngestWorker.Articles", "IngestWorker.Language", "IngestWorker.Events"];

    // SocketException is left out: to tell a lost connection from bad data, Storage has to know it.
    private static readonly string[] Network =
    [
        "System.Net.Http", "System.Net.WebSockets", "System.Net.Security", "System.Net.Dns", "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient",
        "System.Net.Sockets.TcpListener", "System.Net.Sockets.UdpClient", "System.Net.Sockets.NetworkStream", "Polly",
    ];

    private static readonly string[] Databases = ["System.Data", "Dapper", "Npgsql", "Microsoft.Data.Sqlite", "DbUp"];
    private static readonly string[] Bus = ["MassTransit", "RabbitMQ"];
    private static readonly string[] Host = ["Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "Spectre.Console", "System.CommandLine", "OpenTelemetry", "Prometheus"];
    private static readonly string[] Clock = ["System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Timer"];

    // Makes the model of Language; a program of its own, so that the product does not carry it.
    private const string Trainer = "IngestWorker.Language.Training";

    public static TheoryData<string> AllRooms => [.. Rooms.Keys];

    public static TheoryData<string> AllPureRooms => [.. PureRooms];

    [Fact]
    public void Every_folder_of_src_is_a_room_named_here() =>
        Directory.GetDirectories(Path.Combine(RepositoryRoot(), "src")).Select(Path.GetFileName)
            .ShouldBe([.. Rooms.Keys, Program, Trainer], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void A_room_refers_to_no_other_than_the_ones_it_may_know(string room)
    {
        // The compiler leaves out references that no code uses, so the project files are read as well.
        ReferencesOf(room, "ProjectReference").Select(Path.GetFileNameWithoutExtension).ShouldBeSubsetOf(Rooms[room]);
        Assembly.Load(room).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name.StartsWith("IngestWorker", StringComparison.Ordinal) || name == "ingest")
            .ShouldBeSubsetOf(Rooms[room]);
    }

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Only_the_program_names_the_bus_and_the_host(string room)
    {
        ReferencesOf(room, "PackageReference").ShouldNotContain(name => Bus.Concat(Host).Any(name.StartsWith));
        ShouldNotUse(room, [.. Bus, .. Host]);
    }

    [Theory]
    [MemberData(nameof(AllPureRooms))]
    public void A_pure_room_knows_no_network_no_database_and_no_clock(string room) =>
        ShouldNotUse(room, [.. Network, .. Databases, .. Clock]);

    [Fact]
    public void Only_Fetching_opens_connections() => ShouldNotUse("IngestWorker.Storage", Network);

    [Fact]
    public void Only_Storage_knows_databases() => ShouldNotUse("IngestWorker.Fetching", Databases);

    [Fact]
    public void Only_Articles_looks_at_html()
    {
        foreach (var room in Rooms.Keys.Where(r => r != "IngestWorker.Articles")) ShouldNotUse(room, ["AngleSharp"]);
    }

    [Theory]
    [MemberData(nameof(AllPureRooms))]
    public void A_pure_room_has_no_static_state_that_changes(string room)
    {
        // What the compiler generates (cached delegates) is not counted; a value that is computed once is a readonly field.
        var fields = Assembly.Load(room).GetTypes()
            .Where(type => !IsGenerated(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && field.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .Select(field => $"{field.DeclaringType}.{field.Name}");
        fields.ShouldBeEmpty();
    }

    private static void ShouldNotUse(string room, string[] names)
    {
        var result = Types.InAssembly(Assembly.Load(room)).ShouldNot().HaveDependencyOnAny(names).GetResult();
        (result.FailingTypeNames ?? []).ShouldBeEmpty($"types of {room} that use one of: {string.Join(", ", names)}");
    }

    private static bool IsGenerated(Type type) =>
        type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
        || type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is not null
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static IReadOnlyList<string> ReferencesOf(string room, string kind) =>
    [
        .. XDocument.Load(Path.Combine(RepositoryRoot(), "src", room, room + ".csproj"))
            .Descendants(kind).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/')),
    ];

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IngestWorker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no IngestWorker.sln above {AppContext.BaseDirectory}");
    }
}
