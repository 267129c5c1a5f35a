using System;
using WinsockGen.Generator.Benchmarks;

// The compiler's types must not be touched before it is known where they are: so all of that is in other methods.
CompilerFolder.Resolve();
if (args is not [var what, var request, var assembly, .. var rest])
{
    Console.Error.WriteLine("first|edit|emit REQUEST GENERATOR.dll [TEXTS], or compile REQUEST FOLDER: `build.cs bench generator` knows how.");
    return 2;
}

var texts = rest is [var folder] ? folder : null;
switch (what)
{
    case "first":
        FirstRun.Measure(request, assembly, texts);
        return 0;
    case "edit":
        UnrelatedEdit.Measure(request, assembly, texts);
        return 0;
    case "emit" when texts is not null:
        Emission.Write(request, assembly, texts);
        return 0;
    case "compile":
        return await WholeCompile.MeasureAsync(request, assembly).ConfigureAwait(false);
    default:
        Console.Error.WriteLine($"There is nothing called '{what}' to measure.");
        return 2;
}
