using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace WinsockGen.Package.Tests.Consumers;

/// <summary>The diagnostics that the compiler writes to its error log (SARIF 2.1).</summary>
internal static class SarifFile
{
    public static IReadOnlyList<string> ReadWarningsAndErrors(string path)
    {
        if (!File.Exists(path))
            return [$"The compiler did not run: there is no {path}."];

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. document.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Where(result => !result.TryGetProperty("suppressions", out _))
                .Where(result => result.GetProperty("level").GetString() is "warning" or "error")
                .Select(result => $"{result.GetProperty("ruleId")}: {result.GetProperty("message").GetProperty("text")} {Location(result)}"),
        ];
    }

    private static string Location(JsonElement result)
    {
        var location = result.GetProperty("locations").EnumerateArray().FirstOrDefault();
        if (location.ValueKind == JsonValueKind.Undefined)
            return "";

        var place = location.GetProperty("physicalLocation");
        return $"{place.GetProperty("artifactLocation").GetProperty("uri")}({place.GetProperty("region").GetProperty("startLine")})";
    }
}
