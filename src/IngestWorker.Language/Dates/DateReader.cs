namespace IngestWorker.Language.Dates;

/// <summary>Finds and resolves the time expressions of a text, sentence by sentence, because later ones lean on earlier ones.</summary>
internal sealed class DateReader(DateOnly? published)
{
    public List<TimeExpression> Read(string text, IReadOnlyList<Sentence> sentences, IReadOnlyList<NameSpan> names, Func<int, int> charAt)
    {
        var found = new List<TimeExpression>();
        var context = new DateContext(published, SpeaksFromADay(sentences));
        var name = 0;
        for (var s = 0; s < sentences.Count; s++)
        {
            var sentence = sentences[s];
            while (name < names.Count && names[name].SentenceIndex < s) name++;
            if (!MayHoldDate(sentence)) continue;

            var words = new SentenceWords(sentence, s, names, name);
            context.Begin(words);
            for (var i = 0; i < words.Count;)
            {
                var period = AbsoluteDates.Match(words, i, context) ?? RelativeDates.Match(words, i, context);
                if (period is not { } p)
                {
                    i++;
                    continue;
                }

                var start = p.Start >= 0 ? p.Start : i;
                context.Remember(p, s, start);
                var (from, to) = (sentence.Tokens[start].Start, sentence.Tokens[p.End - 1].End);
                found.Add(new TimeExpression
                {
                    Start = from,
                    End = to,
                    Text = text[charAt(from)..charAt(to)],
                    First = p.First,
                    Last = p.Last,
                    Granularity = p.Granularity,
                    SentenceIndex = s,
                    FirstToken = start,
                    LastToken = p.End - 1,
                });
                i = p.End;
            }
        }

        return found;
    }

    private static bool SpeaksFromADay(IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            for (var i = 0; i < sentence.Tokens.Length; i++)
            {
                var token = sentence.Tokens[i];
                if (token.Upos is not (Upos.Noun or Upos.Propn or Upos.Adv)) continue;
                if (token.Text is "yesterday" or "Yesterday" or "tonight") return true;
                // "earlier this year", "last month"
                if (i > 0 && token.Text is "week" or "month" or "year" && sentence.Tokens[i - 1].Text is "this" or "last" or "This" or "Last") return true;
                // With a comma behind it a weekday may be part of a full date, as in a life's.
                if (DateWords.Weekday(SentenceWords.Lower(token.Text)) >= 0 && (i + 1 >= sentence.Tokens.Length || sentence.Tokens[i + 1].Text != ",")) return true;
            }
        }

        return false;
    }

    // Most sentences name no time: a digit or one of a few initial letters decides before anything is looked up.
    private static bool MayHoldDate(Sentence sentence)
    {
        foreach (var token in sentence.Tokens)
        {
            if (token.Text.AsSpan().ContainsAnyInRange('0', '9')) return true;
            if (token.Upos is not (Upos.Noun or Upos.Propn or Upos.Adv or Upos.Num)) continue;
            var word = SentenceWords.Lower(token.Text);
            if (DateWords.Unit(word) != DateUnit.None || DateWords.Month(word) > 0 || DateWords.Weekday(word) >= 0 || DateWords.Season(word) >= 0 || RelativeDates.IsDeictic(word) || DateWords.Decade(word) > 0 || word is "world")
                return true;
        }

        return false;
    }
}

/// <summary>The words of a sentence in lower case, with what names cover.</summary>
internal sealed class SentenceWords
{
    private readonly string[] _words;
    private readonly bool[] _isPerson;

    public SentenceWords(Sentence sentence, int index, IReadOnlyList<NameSpan> names, int firstName)
    {
        Sentence = sentence;
        Index = index;
        _words = new string[sentence.Tokens.Length];
        _isPerson = new bool[sentence.Tokens.Length];
        for (var i = 0; i < _words.Length; i++) _words[i] = Lower(sentence.Tokens[i].Text);
        for (var n = firstName; n < names.Count && names[n].SentenceIndex == index; n++)
        {
            // One word alone ("May") is too little to trust the name over the date.
            if (names[n].Kind != NameKind.Person || names[n].FirstToken == names[n].LastToken) continue;
            for (var i = names[n].FirstToken; i <= names[n].LastToken; i++) _isPerson[i] = true;
        }
    }

    public Sentence Sentence { get; }

    public int Index { get; }

    public int Count => _words.Length;

    /// <summary>The word in lower case; empty outside the sentence.</summary>
    public string this[int i] => (uint)i < (uint)_words.Length ? _words[i] : "";

    public Token Token(int i) => Sentence.Tokens[i];

    public bool IsPerson(int i) => _isPerson[i];

    public bool IsCapitalized(int i) => (uint)i < (uint)_words.Length && char.IsUpper(Sentence.Tokens[i].Text[0]);

    public Tense TenseAt(int i) => ClauseTense.At(Sentence, i);

    public static string Lower(string word)
    {
        foreach (var c in word)
        {
            if (char.IsUpper(c)) return word.ToLowerInvariant();
        }

        return word;
    }
}
