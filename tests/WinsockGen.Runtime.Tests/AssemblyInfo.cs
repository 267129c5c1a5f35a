using System.Runtime.Versioning;
using Xunit;

// The code under test says that it needs Windows; over the scripted Winsock it does not.
[assembly: SupportedOSPlatform("windows")]

// A world belongs to a thread, and allocation figures to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
