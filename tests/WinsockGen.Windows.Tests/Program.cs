using System;
using System.IO;
using System.Text;
using WinsockGen.Windows.Tests.Host;

// The console's own code page is not UTF-8 everywhere, and under Wine there may be no console at all.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
Console.SetOut(output);

// An exception that leaves a test must not cross native frames, as it does where reflection interprets a call: Wine 8 keeps an
// exception frame of that crossing, and a later exception ends the process.
AppContext.SetSwitch("Switch.System.Reflection.ForceEmitInvoke", true);

// Exit, not return: a hung test leaves a thread behind that must not keep the process.
Environment.Exit(TestHost.Run(args, output));
