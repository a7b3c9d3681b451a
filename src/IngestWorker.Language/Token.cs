namespace IngestWorker.Language;

/// <summary>A syntactic word in the sense of Universal Dependencies: "don't" is the two words "do" and "n't".</summary>
/// <param name="Text">As written.</param>
/// <param name="Start">First code point in the text.</param>
/// <param name="End">The code point behind the last.</param>
/// <param name="Lemma">Its dictionary form ("announce"); empty where the text was not read as English.</param>
/// <param name="Upos">Universal part of speech.</param>
/// <param name="Xpos">Penn Treebank tag ("VBD").</param>
/// <param name="Feats">Universal features.</param>
/// <param name="Head">Index of the head in the sentence, -1 for the root and in a sentence without a tree.</param>
/// <param name="Deprel">Relation to the head, with subtype ("nsubj:pass"); empty in a sentence without a tree.</param>
public readonly record struct Token(
    string Text,
    int Start,
    int End,
    string Lemma,
    Upos Upos,
    string Xpos,
    Feats Feats,
    int Head,
    string Deprel);

/// <summary>The parts of speech of Universal Dependencies.</summary>
public enum Upos : byte
{
    X,
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
}
