using System.IO;
using WinsockGen.Build.Demo;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class MarkedWarningTests
{
    [Fact]
    public void A_warning_of_the_compiler_is_the_mark_at_its_line()
    {
        var folder = Directory.CreateTempSubdirectory("winsockgen-marks-");
        File.WriteAllText(Path.Combine(folder.FullName, "Program.cs"), "int x;\nReceive(); // WSG1001: why\nx = 1; // not a mark\n");
        try
        {
            Assert.Equal(
                MarkedWarning.InSources(folder.FullName),
                MarkedWarning.InOutput(["Program.cs(2,1): warning WSG1001: The count is ignored [Sample.csproj]", "Program.cs(3,1): warning CS0168: x [Sample.csproj]"]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
