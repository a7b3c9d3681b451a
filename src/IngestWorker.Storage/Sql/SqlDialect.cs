namespace IngestWorker.Storage.Sql;

/// <summary>What is written differently in the two databases. Time is the database's own, so that the clocks of several machines do not matter.</summary>
internal sealed class SqlDialect(DatabaseProvider provider)
{
    private bool IsPostgreSql => provider == DatabaseProvider.PostgreSql;

    public DatabaseProvider Provider => provider;

    /// <summary>
    /// Now. In PostgreSQL the statement's time, not the transaction's: a claim may have waited for another before it, and its
    /// promise to a host counts from when it runs.
    /// </summary>
    public string Now => IsPostgreSql ? "statement_timestamp()" : "(strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z')";

    /// <summary>Now and so many seconds.</summary>
    public string After(string seconds) => IsPostgreSql
        ? $"statement_timestamp() + make_interval(secs => {seconds})"
        : $"(strftime('%Y-%m-%dT%H:%M:%f', 'now', printf('%+.3f seconds', {seconds})) || '000Z')";

    /// <summary>The seconds from now until a time, negative when it has passed.</summary>
    public string SecondsUntil(string time) => IsPostgreSql
        ? $"extract(epoch FROM {time} - statement_timestamp())::double precision"
        : $"(julianday({time}) - julianday('now')) * 86400.0";

    /// <summary>The seconds from one time to another.</summary>
    public string SecondsFrom(string from, string to) => IsPostgreSql
        ? $"extract(epoch FROM {to} - {from})::double precision"
        : $"(julianday({to}) - julianday({from})) * 86400.0";

    /// <summary>The later of two times, neither of them null.</summary>
    public string Later(string a, string b) => IsPostgreSql ? $"greatest({a}, {b})" : $"max({a}, {b})";

    /// <summary>Takes rows for this transaction and passes by those that another one has. SQLite has one writer at a time.</summary>
    public string SkipLocked => IsPostgreSql ? "FOR NO KEY UPDATE SKIP LOCKED" : "";

    /// <summary>Takes rows for this transaction and waits for those that another one has.</summary>
    public string Locked => IsPostgreSql ? "FOR NO KEY UPDATE" : "";

    /// <summary>"is one of": the parameter's value comes from <see cref="List"/>.</summary>
    public string In(string parameter) => IsPostgreSql ? $"= ANY({parameter})" : $"IN (SELECT value FROM json_each({parameter}))";

    public object List(IReadOnlyCollection<Guid> ids) => IsPostgreSql
        ? ids.ToArray()
        : "[" + string.Join(',', ids.Select(id => $"\"{StoredForm.Text(id)}\"")) + "]";

    public object List(IReadOnlyCollection<string> texts) => IsPostgreSql ? texts.ToArray() : StoredForm.JsonArray(texts.ToList());

    /// <summary>A time and so many seconds.</summary>
    public string AfterTime(string time, string seconds) => IsPostgreSql
        ? $"{time} + make_interval(secs => {seconds})"
        : $"(strftime('%Y-%m-%dT%H:%M:%f', {time}, printf('%+.3f seconds', {seconds})) || '000Z')";

    /// <summary>
    /// The least seconds between two fetches of a host: its own interval or the dispatcher's, longer where its server is slow. None
    /// where that interval is zero: politeness is off then. Parameters @hostInterval, @maxHostInterval and @responseFactor.
    /// </summary>
    public string SlotSeconds(string host)
    {
        var (most, least) = IsPostgreSql ? ("greatest", "least") : ("max", "min");
        var interval = $"coalesce({host}.interval_seconds, @hostInterval)";
        return $"CASE WHEN {interval} > 0 THEN {most}({interval}, {least}(@maxHostInterval, @responseFactor * coalesce({host}.response_seconds, 0))) ELSE 0.0 END";
    }

    /// <summary>
    /// When an item is to be looked at again: the first of the times in @revisits, counted from its end, that is still to come; null
    /// where none is. What was missed while nobody worked is not made up for.
    /// </summary>
    public string NextRevisit(string item)
    {
        var (source, value) = IsPostgreSql ? ("unnest(@revisits) AS r(seconds)", "r.seconds") : ("json_each(@revisits) AS r", "r.value");
        var at = AfterTime($"{item}.ended_at", value);
        return $"(SELECT min({at}) FROM {source} WHERE {at} > {Now})";
    }

    public object Seconds(IReadOnlyCollection<TimeSpan> times) => IsPostgreSql
        ? times.Select(t => t.TotalSeconds).ToArray()
        : "[" + string.Join(',', times.Select(t => t.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture))) + "]";

    /// <summary>
    /// An update of one item and, exactly where it took effect, a row in the item's trail. The trail's values are the parameters
    /// @itemId, @attempt, @stage, @outcome, @detail, @worker and @version.
    /// </summary>
    public string WithTrail(string update) => IsPostgreSql
        ? $"""
           WITH done AS ({update} RETURNING item_id)
           INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
           SELECT item_id, @attempt, @stage, @outcome, @detail, @worker, @version, {Now} FROM done
           """
        : $"""
           {update};
           INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
           SELECT @itemId, @attempt, @stage, @outcome, @detail, @worker, @version, {Now} WHERE changes() > 0
           """;
}
