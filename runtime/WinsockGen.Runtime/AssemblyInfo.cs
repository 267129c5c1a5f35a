using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("WinsockGen.Runtime.Tests")]
[assembly: InternalsVisibleTo("WinsockGen.Windows.Tests")]
[assembly: InternalsVisibleTo("WinsockGen.Benchmarks")]
