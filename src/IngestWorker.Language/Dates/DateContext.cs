namespace IngestWorker.Language.Dates;

/// <summary>What a text has said about time so far.</summary>
internal sealed class DateContext(DateOnly? published, bool isNews)
{
    // The words in which a sentence says of when it tells.
    private const int LastOfFrame = 4;

    private int _sentence;
    private int _paragraph;
    private int _yearSentence = -10;
    private int _yearParagraph = -1;
    private bool _yearIsFrame;

    public DateOnly? Published { get; } = published;

    /// <summary>
    /// Whether the text speaks from a day, as news does ("on Friday", "yesterday"): there a date without a year is of the
    /// year of publication. Histories and lives tell on in the year they are in.
    /// </summary>
    public bool IsNews { get; } = isNews;

    /// <summary>The period last named, on which "three days earlier" leans.</summary>
    public Period? Anchor { get; private set; }

    /// <summary>The year last written out; 0 for none.</summary>
    public int Year { get; private set; }

    public void Begin(SentenceWords words) => (_sentence, _paragraph) = (words.Index, words.Sentence.ParagraphIndex);

    /// <param name="period">What the expression means.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="token">Its first word in it.</param>
    public void Remember(Period period, int sentence, int token)
    {
        if (period.First is not { } first || period.Last is not { } last) return;
        if (period.Granularity is TimeGranularity.Decade or TimeGranularity.Century or TimeGranularity.Range) return;
        Anchor = period;
        if (last.Year != first.Year) return;
        (Year, _yearSentence, _yearParagraph, _yearIsFrame) = (first.Year, sentence, _paragraph, token < LastOfFrame || period.Granularity is not TimeGranularity.Year);
    }

    /// <summary>The year in which the text is speaking, where one was named just before; the year of publication otherwise.</summary>
    public int? CurrentYear => NearYear ?? Published?.Year;

    /// <summary>
    /// A year named in this sentence, in the one before it in the same paragraph, or, where the text is no news, a little further back. In news a bare
    /// year holds beyond its sentence only where it opens it ("In 2012 he fled"): elsewhere it only says which one ("after seeking refuge in 2012. He was evicted in April").
    /// </summary>
    public int? NearYear =>
        Year > 0 && (_sentence == _yearSentence || (_paragraph == _yearParagraph && _sentence - _yearSentence <= 1 && (_yearIsFrame || !IsNews)) || (!IsNews && _sentence - _yearSentence <= 6)) ? Year : null;

    /// <summary>The day that "a day earlier" counts from: what was named last, or the day of publication.</summary>
    public DateOnly? Base => Anchor?.Last ?? Published;

    /// <summary>The year of a month or day that is written without one.</summary>
    public int? YearFor(int month, int day, Tense tense)
    {
        if (NearYear is { } near && (Published is null || near != Published.Value.Year))
        {
            // "were chosen in November 2018. In May the agency ...": news tells on, and does not go back without saying so.
            var goesOn = IsNews && near + 1 == Published?.Year && Anchor is { First: { } before, Granularity: TimeGranularity.Month or TimeGranularity.Day } && before.Year == near && Clamped(near, month, day) < before.AddDays(-31) && Clamped(near + 1, month, day) <= Published;
            return goesOn ? near + 1 : near;
        }

        if (Published is not { } today) return null;
        var thisYear = Clamped(today.Year, month, day);
        if (tense == Tense.Past && thisYear.DayNumber - today.DayNumber > 3) return today.Year - 1;
        if (tense == Tense.Future && today.DayNumber - thisYear.DayNumber > 31) return today.Year + 1;
        if (tense == Tense.Unknown && thisYear.DayNumber - today.DayNumber > 180) return today.Year - 1;
        return tense == Tense.Unknown && today.DayNumber - thisYear.DayNumber > 270 ? today.Year + 1 : today.Year;
    }

    private static DateOnly Clamped(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
}
