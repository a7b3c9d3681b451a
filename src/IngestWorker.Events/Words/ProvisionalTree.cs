using System.Collections.Frozen;
using IngestWorker.Events.Lexicon;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>
/// Tags and a rough tree by word order, for sentences that Language gives without one. Its places are those of simple news
/// sentences: subject, verb group, object, prepositional phrases, "X said".
/// </summary>
internal sealed class ProvisionalTree
{
    private static readonly FrozenSet<string> Det = Set("the a an this that these those some any no every each all both another");
    private static readonly FrozenSet<string> Adp = Set("of in on at by for with from against over into onto upon near outside inside during after before between among through across under toward towards along around amid since until despite without within about as off per behind above below beyond following throughout alongside via");
    private static readonly FrozenSet<string> Aux = Set("is are was were be been being am has have had do does did will would can could may might must should shall 'll 've 're 'd ca wo");
    private static readonly FrozenSet<string> Be = Set("is are was were be been being am 're");
    private static readonly FrozenSet<string> Pron = Set("he she it they we i you him her them us me who which whom his its their our my your himself itself themselves herself what someone everyone nobody one");
    private static readonly FrozenSet<string> Poss = Set("his its their our my your her");
    private static readonly FrozenSet<string> Sconj = Set("if whether while because although though when unless where that");
    private static readonly FrozenSet<string> Adv = Set("not n't never also again already still yet just only even now then here there very too once more most soon later earlier ago recently meanwhile however reportedly allegedly yesterday today tomorrow tonight");
    private static readonly FrozenSet<string> Say = Set("say tell report announce state claim add note confirm declare insist write tweet explain");
    private static readonly FrozenSet<string> Extra = Set("say tell report announce state claim add note confirm declare insist write tweet explain begin continue take make go come see want need try become remain keep show lead include happen erupt break rise fall follow cause allow hold work live help know think believe fear expect hope quote cite warn stress bring run know speak talk pay win lose grow leave put get give turn call serve win stop end carry launch");

    private readonly FrozenDictionary<string, string> _verbForms;
    private readonly FrozenSet<string> _nouns;

    public ProvisionalTree(LexiconIndex lexicon)
    {
        Dictionary<string, string> forms = [];
        foreach (var verb in lexicon.VerbLemmas.Concat(Extra).Where(v => v is not ("be" or "have" or "do") && v.Length > 2))
        {
            foreach (var form in new[] { verb, Inflection.Past(verb), Inflection.Participle(verb), Inflection.ThirdPerson(verb), Inflection.Gerund(verb) }) forms.TryAdd(form, verb);
        }

        _verbForms = forms.ToFrozenDictionary();
        _nouns = lexicon.NounLemmas.SelectMany(n => new[] { n, Inflection.Plural(n) }).ToFrozenSet();
    }

    public void Fill(IReadOnlyList<Word> words)
    {
        for (var i = 0; i < words.Count; i++) Tag(words, i);
        foreach (var word in words) word.Lemma = Lemma(word);
        Attach(words);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();

    private string Lemma(Word word) => word.Pos switch
    {
        Upos.Aux => Be.Contains(word.Lower) ? "be" : word.Lower is "has" or "had" ? "have" : word.Lower is "does" or "did" ? "do" : word.Lower,
        Upos.Verb => _verbForms.GetValueOrDefault(word.Lower) ?? word.Lower,
        Upos.Noun => Inflection.Singular(word.Lower),
        Upos.Adj when word.IsPast => _verbForms.GetValueOrDefault(word.Lower) ?? word.Lower,
        _ => word.Lower,
    };

    private void Tag(IReadOnlyList<Word> words, int i)
    {
        var word = words[i];
        var lower = word.Lower;
        var before = i > 0 ? words[i - 1] : null;
        var next = i + 1 < words.Count ? words[i + 1].Lower : ".";
        if (!lower.Any(char.IsLetterOrDigit)) { word.Pos = Upos.Punct; return; }
        if (char.IsDigit(lower[0])) { word.Pos = Upos.Num; return; }
        if (lower is "'s" or "’s" or "to") { word.Pos = Upos.Part; return; }
        if (lower is "and" or "or" or "but" or "nor") { word.Pos = Upos.Cconj; return; }
        if (lower == "that") { word.Pos = before?.Pos is Upos.Verb || before?.Lower == "," ? Upos.Sconj : Upos.Det; return; }
        if (lower == "her") { word.Pos = Upos.Pron; return; }
        word.Pos = Det.Contains(lower) ? Upos.Det : Aux.Contains(lower) ? Upos.Aux : Pron.Contains(lower) ? Upos.Pron : Adp.Contains(lower) ? Upos.Adp
            : Sconj.Contains(lower) ? Upos.Sconj : Adv.Contains(lower) ? Upos.Adv : Upos.X;
        if (word.Pos != Upos.X) return;
        var form = _verbForms.GetValueOrDefault(lower);
        word.IsPast = form is not null ? lower == Inflection.Past(form) || lower == Inflection.Participle(form) : lower.Length > 4 && lower.EndsWith("ed", StringComparison.Ordinal);
        word.IsGerund = lower.Length > 4 && lower.EndsWith("ing", StringComparison.Ordinal);
        if (word.IsCapitalized && i > 0) { word.Pos = Upos.Propn; return; }
        word.Pos = VerbOrNot(word, before, next, form is not null);
        if (word.Pos != Upos.X) return;
        word.Pos = word.IsCapitalized && !_nouns.Contains(lower) && i == 0 && !IsCommonAdjective(lower) ? Upos.Propn
            : lower.EndsWith("ly", StringComparison.Ordinal) ? Upos.Adv : IsCommonAdjective(lower) ? Upos.Adj : Upos.Noun;
    }

    private static bool IsCommonAdjective(string lower) => lower.EndsWith("ive", StringComparison.Ordinal) || lower.EndsWith("ous", StringComparison.Ordinal)
        || lower.EndsWith("ful", StringComparison.Ordinal) || lower.EndsWith("ible", StringComparison.Ordinal) || lower.EndsWith("ern", StringComparison.Ordinal)
        || (lower.EndsWith("al", StringComparison.Ordinal) && lower is not ("withdrawal" or "hospital" or "official" or "capital" or "general" or "refusal" or "denial"));

    private Upos VerbOrNot(Word word, Word? before, string next, bool isForm)
    {
        var afterNominal = before is { Pos: Upos.Noun or Upos.Propn or Upos.Pron or Upos.Num } && !Poss.Contains(before.Lower);
        var afterModifier = before is { Pos: Upos.Det or Upos.Adj } || before?.Lower is "'s" or "’s" || (before is not null && Poss.Contains(before.Lower));
        if (word.IsPast && word.Lower != _verbForms.GetValueOrDefault(word.Lower)) return afterModifier && !Adp.Contains(next) ? Upos.Adj : Upos.Verb;
        if (word.IsGerund) return isForm || before?.Pos is Upos.Aux ? (afterModifier && _nouns.Contains(word.Lower)) || (_nouns.Contains(word.Lower) && next is "of" or "between" or "by" or "in" or "on") || (_nouns.Contains(word.Lower) && before is null) ? Upos.Noun : Upos.Verb : Upos.X;
        if (!isForm) return Upos.X;
        if (before?.Lower is "to" || before?.Pos is Upos.Aux) return Upos.Verb;
        if (before?.Pos is Upos.Adv && before.Lower is not ("more" or "most")) return Upos.Verb;
        if (afterModifier || before is null or { Pos: Upos.Adp or Upos.Num or Upos.Punct }) return Upos.X;
        if (afterNominal && (next is "the" or "a" or "an" or "its" or "his" or "their" or "that" or "to" or "against" or "for" or "on" or "in" or "with" || !_nouns.Contains(word.Lower))) return Upos.Verb;
        return _nouns.Contains(word.Lower) ? Upos.X : before.Pos is Upos.Cconj ? Upos.Verb : Upos.X;
    }

    private void Attach(IReadOnlyList<Word> words)
    {
        State state = new(words);
        var i = 0;
        while (i < words.Count)
        {
            i = words[i].Pos switch
            {
                Upos.Det or Upos.Num or Upos.Adj or Upos.Noun or Upos.Propn or Upos.Pron => state.NounPhrase(i),
                Upos.Verb or Upos.Aux => state.VerbGroup(i, Say),
                _ => state.Other(i),
            };
        }

        state.Finish();
    }

    private sealed class State(IReadOnlyList<Word> words)
    {
        private int _verb = -1;
        private int _subject = -1;
        private int _noun = -1;
        private int _preposition = -1;
        private int _mark = -1;
        private int _relative = -1;
        private int _conjunction = -1;
        private int _root = -1;
        private bool _comma;
        private bool _infinitive;
        private bool _subjectUsed = true;
        private readonly List<int> _fronted = [];

        public int Other(int i)
        {
            var word = words[i];
            switch (word.Pos)
            {
                case Upos.Adp when _preposition >= 0 && _preposition == i - 1: words[i].Head = _preposition; words[i].Rel = "fixed"; break;
                case Upos.Adp: _preposition = i; break;
                case Upos.Part when word.Lower == "to": _infinitive = true; _preposition = i; break;
                case Upos.Sconj: _mark = i; break;
                case Upos.Cconj: _conjunction = i; break;
                case Upos.Adv when word.Lower is "not" or "n't" or "never": Link(i, Next(i, Upos.Verb), "advmod"); break;
                case Upos.Punct when word.Text is ",": _comma = true; break;
                case Upos.Punct when word.Text is ";" or ":": _subject = -1; break;
                default: Link(i, Next(i, Upos.Verb), "advmod"); break;
            }

            return i + 1;
        }

        public int NounPhrase(int i)
        {
            if (words[i].Lower is "who" or "which" or "whom" && _noun >= 0)
            {
                Link(i, _noun, "nsubj");
                _relative = _noun;
                return i + 1;
            }

            var end = i;
            while (end + 1 < words.Count && Continues(words, i, end)) end++;
            var head = end;
            while (head > i && words[head].Pos is Upos.Adj or Upos.Num or Upos.Det or Upos.Part or Upos.Cconj) head--;
            Inside(i, end, head);
            Place(i, head);
            return end + 1;
        }

        private static bool Continues(IReadOnlyList<Word> words, int first, int end)
        {
            var (word, next) = (words[end], words[end + 1]);
            if (next.Lower is "'s" or "’s") return end + 2 < words.Count && words[end + 2].Pos is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Num;
            if (word.Pos is Upos.Pron) return Poss.Contains(word.Lower) && next.Pos is Upos.Noun or Upos.Adj or Upos.Num or Upos.Propn;
            if (word.Lower is "'s" or "’s") return true;
            if (next.Pos is Upos.Cconj && word.Pos is Upos.Adj && end + 2 < words.Count && words[end + 2].Pos is Upos.Adj or Upos.Propn) return true;
            if (word.Pos is Upos.Cconj) return true;
            return next.Pos is Upos.Noun or Upos.Propn or Upos.Num or Upos.Adj && !(word.Pos is Upos.Noun && next.Pos is Upos.Adj or Upos.Num) && end - first < 12;
        }

        private void Inside(int first, int last, int head)
        {
            var possessor = -1;
            for (var i = first; i <= last; i++)
            {
                if (i == head) continue;
                if (words[i].Lower is "'s" or "’s" && i > first)
                {
                    possessor = i - 1;
                    Link(i, possessor, "case");
                    Link(possessor, head, "nmod", "poss");
                    for (var k = first; k < possessor; k++) if (words[k].Head == head) words[k].Head = possessor;
                    continue;
                }

                Link(i, head, words[i].Pos switch { Upos.Det => "det", Upos.Adj => "amod", Upos.Num => "nummod", Upos.Pron => "nmod", Upos.Cconj => "cc", _ => "compound" }, words[i].Pos is Upos.Pron ? "poss" : "");
            }
        }

        private void Place(int first, int head)
        {
            var plain = first > 0 && words[first - 1].Pos is Upos.Cconj or Upos.Punct && _noun >= 0 && _conjunction >= 0;
            if (_preposition >= 0 && _preposition >= first - 3)
            {
                Link(_preposition, head, "case");
                var of = words[_preposition].Lower is "of";
                if (_noun >= 0 && (of || _preposition == _noun + 1 && (_verb < _noun) && words[_preposition].Lower is not ("in" or "on" or "after") && IsEventful(_noun))) Link(head, _noun, "nmod");
                else if (_verb >= 0) Link(head, _verb, "obl");
                else { _fronted.Add(head); words[head].Rel = "obl"; }
                _preposition = -1;
            }
            else if (plain && words[_noun].Rel is not "root" && _conjunction > _noun)
            {
                Link(head, _noun, "conj");
            }
            else if (_verb >= 0 && first <= _verb + 3 && Enumerable.Range(_verb + 1, Math.Max(0, first - _verb - 1)).All(k => words[k].Pos is Upos.Adv) && !words.Any(w => w.Head == _verb && w.Rel == "obj"))
            {
                Link(head, _verb, "obj");
            }
            else if (_comma && _noun >= 0 && first > 0 && words[first - 1].Text == "," && _verb < 0)
            {
                Link(head, _noun, words[head].Pos is Upos.Propn && words[_noun].Pos is Upos.Propn ? "conj" : "appos");
                _noun = head;
                _conjunction = -1;
                return;
            }
            else
            {
                (_subject, _subjectUsed) = (head, false);
            }

            (_noun, _conjunction, _comma, _infinitive) = (head, -1, false, false);
        }

        private bool IsEventful(int noun) => words[noun].Lemma.Length > 3;

        public int VerbGroup(int i, FrozenSet<string> say)
        {
            var end = i;
            while (end + 1 < words.Count && words[end].Pos is Upos.Aux or Upos.Adv && words[end + 1].Pos is Upos.Aux or Upos.Verb or Upos.Adv) end++;
            var head = end;
            while (head > i && words[head].Pos is Upos.Adv) head--;
            var passive = words[head].Pos is Upos.Verb && words[head].IsPast && Enumerable.Range(i, head - i).Any(k => Be.Contains(words[k].Lower));
            for (var k = i; k <= end; k++)
            {
                if (k != head) Link(k, head, words[k].Pos is Upos.Aux ? "aux" : "advmod", passive && Be.Contains(words[k].Lower) ? "pass" : "");
            }

            AttachVerb(i, head, passive, say);
            foreach (var f in _fronted) Link(f, head, "obl");
            _fronted.Clear();
            (_verb, _noun, _comma, _infinitive, _preposition, _mark, _conjunction, _relative) = (head, -1, false, false, -1, -1, -1, -1);
            return end + 1;
        }

        private void AttachVerb(int first, int head, bool passive, FrozenSet<string> say)
        {
            var word = words[head];
            if (_relative >= 0)
            {
                Link(head, _relative, "acl", "relcl");
                foreach (var w in words) if (w.Head == _relative && w.Lower is "who" or "which" or "whom") w.Head = head;
                return;
            }

            if (_infinitive && _verb >= 0) { if (_preposition >= 0) Link(_preposition, head, "mark"); Link(head, _verb, "xcomp"); return; }
            if (word.IsGerund && head == first && (_comma || _noun >= 0 && _subject != _noun) && _verb >= 0) { Link(head, _verb, "advcl"); return; }
            if (word.IsPast && head == first && _noun >= 0 && head == _noun + 1 && head + 1 < words.Count && words[head + 1].Lower == "by") { Link(head, _noun, "acl"); return; }
            var hadSubject = !_subjectUsed && _subject >= 0;
            if (hadSubject) { Link(_subject, head, "nsubj", passive ? "pass" : ""); _subjectUsed = true; }
            if (_root < 0) { _root = head; words[head].Rel = "root"; return; }
            if (_mark >= 0) { Link(_mark, head, "mark"); Link(head, _verb >= 0 ? _verb : _root, words[_mark].Lower == "that" ? "ccomp" : "advcl"); return; }
            if (say.Contains(word.Lemma) && hadSubject) { words[_root].Head = head; words[_root].Rel = "ccomp"; words[head].Rel = "root"; words[head].Head = -1; _root = head; return; }
            if (_conjunction >= 0 && !hadSubject) { Link(head, _verb, "conj"); return; }
            Link(head, _verb >= 0 ? _verb : _root, say.Contains(words[Math.Max(_verb, 0)].Lemma) ? "ccomp" : hadSubject ? "conj" : "advcl");
        }

        public void Finish()
        {
            if (_root < 0) _root = Math.Max(0, words.ToList().FindIndex(w => w.Pos is Upos.Noun or Upos.Propn && w.Head < 0));
            words[_root].Head = -1;
            words[_root].Rel = "root";
            for (var i = 0; i < words.Count; i++)
            {
                if (i == _root || (words[i].Head >= 0 && words[i].Head != i)) continue;
                words[i].Head = _root;
                if (words[i].Rel is "root" or "dep") words[i].Rel = words[i].Pos is Upos.Punct ? "punct" : "dep";
            }

            // A cycle would trap every walk upwards.
            foreach (var word in words)
            {
                var (steps, at) = (0, word.Index);
                while (at >= 0 && steps++ <= words.Count) at = words[at].Head;
                if (at >= 0) { word.Head = _root; if (word.Index == _root) word.Head = -1; }
            }
        }

        private int Next(int i, Upos pos)
        {
            for (var k = i + 1; k < words.Count && k < i + 4; k++) if (words[k].Pos == pos) return k;
            return -1;
        }

        private void Link(int child, int head, string rel, string sub = "")
        {
            if (head < 0 || child == head) return;
            words[child].Head = head;
            words[child].Rel = rel;
            words[child].SubRel = sub;
        }
    }
}
