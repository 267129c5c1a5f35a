namespace WinsockGen.Benchmarks.Load;

/// <summary>What the clients saw in one turn.</summary>
/// <param name="Count">Messages, connections or files.</param>
/// <param name="Seconds">How long they took together.</param>
/// <param name="Used">What the server has used meanwhile.</param>
/// <param name="Fairness">What the client that got least has got, for one that the other has got that got most.</param>
/// <param name="Percentile99">The time that 99 of 100 answers took at most, in milliseconds.</param>
/// <param name="Served">How many clients got anything at all.</param>
internal readonly record struct LoadResult(int Count, double Seconds, Usage Used, double Fairness = 1, double Percentile99 = 0, int Served = 1);
