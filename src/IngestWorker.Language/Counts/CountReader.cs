using System.Collections.Frozen;

namespace IngestWorker.Language.Counts;

/// <summary>Finds numbers of people: those that count a noun for people, and those that stand for people killed, hurt or held.</summary>
internal static class CountReader
{
    private static readonly FrozenSet<string> People =
        ("people person man woman child boy girl baby infant soldier troop civilian policeman police officer militant rebel fighter gunman protester protestor demonstrator marcher activist " +
         "migrant refugee casualty death fatality victim hostage prisoner detainee passenger resident villager student pupil worker journalist reporter farmer miner sailor marine guard " +
         "insurgent terrorist extremist jihadist guerrilla combatant servicemember serviceman personnel peacekeeper troops member supporter follower voter suspect attacker bomber assailant " +
         "others other survivor pilgrim worshipper worshiper tourist visitor national citizen family teacher doctor nurse medic patient volunteer volunteers employee staff crew official lawmaker minister " +
         "diplomat leader politician candidate judge lawyer monk priest shopper spectator fan bystander inhabitant settler fisherman driver pilot paramilitary conscript reservist cadet recruit " +
         "commander general lieutenant colonel captain sergeant corporal body dead wounded injured missing human individual adult teenager youth elder relative mother father brother sister son daughter " +
         "wife husband foreigner contractor mercenary looter rioter trader vendor passer-by evacuee displaced deportee asylum-seeker seeker slave inmate convict opponent dissident believer policewoman " +
         "firefighter rescuer engineer scientist expert observer monitor negotiator delegate envoy aide firefighter separatist loyalist militiaman tribesman herder herdsman nomad jew muslim christian hindu")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Harm =
        "kill wound injure hurt die slay murder massacre execute arrest detain jail imprison kidnap abduct capture evacuate displace rescue hospitalize hospitalise shoot behead perish drown evict deport free release dead"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly (string Words, int Sense)[] Before =
    [
        ("at least", 1), ("more than", 1), ("no fewer than", 1), ("no less than", 1), ("not less than", 1), ("over", 1), ("upwards of", 1), ("a minimum of", 1), ("above", 1),
        ("nearly", -1), ("almost", -1), ("up to", -1), ("as many as", -1), ("fewer than", -1), ("less than", -1), ("close to", -1), ("under", -1), ("at most", -1), ("just under", -1), ("below", -1),
        ("about", 0), ("around", 0), ("some", 0), ("approximately", 0), ("roughly", 0), ("an estimated", 0), ("estimated", 0), ("exactly", 0), ("another", 0), ("only", 0), ("just", 0),
    ];

    public static void Read(string text, Sentence sentence, int index, Func<int, int> charAt, List<PeopleCount> counts)
    {
        for (var i = 0; i < sentence.Tokens.Length;)
        {
            var count = At(sentence, i);
            if (count is null)
            {
                i++;
                continue;
            }

            var (start, end, value, min, max, head) = count.Value;
            var (from, to) = (sentence.Tokens[start].Start, sentence.Tokens[end - 1].End);
            counts.Add(new PeopleCount
            {
                Start = from,
                End = to,
                Text = text[charAt(from)..charAt(to)],
                Value = value,
                Min = min,
                Max = max,
                SentenceIndex = index,
                FirstToken = start,
                LastToken = end - 1,
                HeadToken = head,
            });
            i = end;
        }
    }

    private static (int Start, int End, int? Value, int? Min, int? Max, int Head)? At(Sentence sentence, int i)
    {
        if (Nobody(sentence, i) is { } nobody) return nobody;
        if (NumberWords.AtLeast(sentence, i) is var (least, vagueEnd))
            return HeadOf(sentence, i, vagueEnd) is { } counted and >= 0 ? (i, vagueEnd, null, least, null, counted) : null;
        if (Single(sentence, i) is { } single) return single;
        if (NumberWords.Exact(sentence, i) is not var (number, end)) return null;

        // "20 to 30", "between 20 and 30".
        int? upper = null;
        if (end + 1 < sentence.Tokens.Length && sentence.Tokens[end].Text is "to" or "-" or "–" or "and" && NumberWords.Exact(sentence, end + 1) is var (second, secondEnd) && second > number &&
            (sentence.Tokens[end].Text != "and" || (i > 0 && sentence.Tokens[i - 1].Text is "between" or "Between")))
            (upper, end) = (second, secondEnd);
        var head = HeadOf(sentence, i, end);
        if (head < 0) return null;

        var (start, sense) = Qualifier(sentence, i);
        if (end + 1 < sentence.Tokens.Length && sentence.Tokens[end].Text == "or" && sentence.Tokens[end + 1].Text == "more") (sense, end) = (1, end + 2);
        else if (end < sentence.Tokens.Length && sentence.Tokens[end].Text is "more" or "others") end++;
        if (upper is { } most) return (start, end, null, number, most, head);
        return (start, end, number, sense > 0 ? number : null, sense < 0 ? number : null, head);
    }

    // "No one was hurt", "no civilians": none.
    private static (int, int, int?, int?, int?, int)? Nobody(Sentence sentence, int i)
    {
        var word = sentence.Tokens[i].Text.ToLowerInvariant();
        if (word is "nobody" or "none" && IsHarmed(sentence, i)) return (i, i + 1, 0, null, null, i);
        if (word != "no" || i + 1 >= sentence.Tokens.Length) return null;
        if (sentence.Tokens[i + 1].Text == "one") return IsHarmed(sentence, i + 1) ? (i, i + 2, 0, null, null, i + 1) : null;
        var head = sentence.Tokens[i].Head;
        return head > i && IsPeople(sentence, head) && sentence.Tokens[i].Deprel == "det" ? (i, i + 1, 0, null, null, head) : null;
    }

    // "A child" among counted people, or killed.
    private static (int, int, int?, int?, int?, int)? Single(Sentence sentence, int i)
    {
        var token = sentence.Tokens[i];
        if (token.Text is not ("a" or "an" or "A" or "An") || token.Deprel != "det" || token.Head <= i || !IsPeople(sentence, token.Head)) return null;
        if (NumberWords.Exact(sentence, i + 1) is not null) return null;
        var head = sentence.Tokens[token.Head];
        var listed = head.Deprel == "conj" && head.Head >= 0 && sentence.ChildWith(head.Head, "nummod") >= 0;
        return listed || IsHarmed(sentence, token.Head) ? (i, i + 1, 1, null, null, token.Head) : null;
    }

    /// <summary>What the number counts, where that is people; -1 otherwise.</summary>
    private static int HeadOf(Sentence sentence, int first, int end)
    {
        for (var t = end - 1; t >= first; t--)
        {
            var head = sentence.Tokens[t].Head;
            if (head >= end && sentence.Tokens[t].Deprel is "nummod" or "amod" or "compound" or "det") return IsPeople(sentence, head) ? head : -1;
        }

        // "Dozens of people", "86 of them", "54 more casualties".
        var next = end;
        if (next < sentence.Tokens.Length && sentence.Tokens[next].Text is "more" or "others") next++;
        if (next < sentence.Tokens.Length && sentence.Tokens[next].Text == "of")
        {
            for (var t = next + 1; t < Math.Min(sentence.Tokens.Length, next + 7); t++)
            {
                if (sentence.Tokens[t].Upos is Upos.Noun or Upos.Pron or Upos.Propn && IsPeople(sentence, t)) return t;
                if (sentence.Tokens[t].Upos is Upos.Noun or Upos.Verb or Upos.Punct && sentence.Tokens[t].Deprel != "compound") break;
            }

            return -1;
        }

        // "Dozens wounded", "35 injured", "dozens fled".
        if (next < sentence.Tokens.Length && sentence.Tokens[next].Text is "wounded" or "injured" or "dead" or "killed" or "missing" or "hurt" or "displaced" or "arrested") return first;
        if (NumberWords.AtLeast(sentence, first) is not null && sentence.Tokens[first].Deprel is "nsubj" or "nsubj:pass" && sentence.Tokens[first].Upos == Upos.Noun) return first;

        // A number that stands alone counts people where it is killed, hurt or held.
        for (var t = first; t < end; t++)
        {
            if (IsHarmed(sentence, t)) return t;
        }

        return -1;
    }

    private static bool IsHarmed(Sentence sentence, int t)
    {
        var token = sentence.Tokens[t];
        if (token.Head < 0) return false;
        var verb = sentence.Tokens[token.Head];
        if (token.Deprel is "conj") return IsHarmed(sentence, token.Head);
        if (token.Deprel is not ("obj" or "nsubj" or "nsubj:pass") || !Harm.Contains(verb.Lemma)) return false;
        return token.Deprel != "nsubj" || verb.Lemma is "die" or "dead" or "drown" or "perish";
    }

    private static bool IsPeople(Sentence sentence, int t)
    {
        var token = sentence.Tokens[t];
        if (token.Upos == Upos.Pron) return token.Lemma is "they" or "them" or "we" or "you";
        if (People.Contains(token.Lemma.ToLowerInvariant())) return true;
        // "Three Palestinians", "200 Russians".
        return token.Upos is Upos.Propn or Upos.Noun && token.Xpos is "NNPS" or "NNS" && char.IsUpper(token.Text[0]) &&
            (token.Text.EndsWith("ans", StringComparison.Ordinal) || token.Text.EndsWith("is", StringComparison.Ordinal) || token.Text.EndsWith("ese", StringComparison.Ordinal) || token.Text.EndsWith("ns", StringComparison.Ordinal) || token.Text.EndsWith("rds", StringComparison.Ordinal) || token.Text.EndsWith("bs", StringComparison.Ordinal));
    }

    private static (int Start, int Sense) Qualifier(Sentence sentence, int i)
    {
        foreach (var (words, sense) in Before)
        {
            var parts = words.Split(' ');
            if (parts.Length > i) continue;
            var fits = true;
            for (var p = 0; p < parts.Length && fits; p++) fits = sentence.Tokens[i - parts.Length + p].Text.Equals(parts[p], StringComparison.OrdinalIgnoreCase);
            if (!fits) continue;
            // "Fewer than" ends in the words of "than", "no fewer than" is longer and means the reverse.
            if (words is "fewer than" or "less than" && i > 2 && sentence.Tokens[i - 3].Text is "no" or "No" or "not") return (i - 3, 1);
            return (i - parts.Length, sense);
        }

        return (i, 0);
    }
}
