using IngestWorker.Contracts;
using IngestWorker.Events.Actors;

namespace IngestWorker.Events.Coding;

/// <summary>Who says something, and how.</summary>
/// <param name="Speaker">The source.</param>
/// <param name="Claim">How it is said.</param>
/// <param name="Verb">The verb of saying; -1 where it is none ("according to").</param>
internal readonly record struct Attributed(Party Speaker, Claim Claim, int Verb);
