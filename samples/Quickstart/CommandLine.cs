/// <summary>What the user asked for.</summary>
/// <param name="Port">The TCP port; 0 lets the system choose.</param>
/// <param name="Clients">The server ends when so many clients have come and gone; 0 means never.</param>
/// <param name="ListsOptions">The socket options that this machine has, instead of a server.</param>
internal sealed record CommandLine(int Port, int Clients, bool ListsOptions)
{
    public const string Help = """
        Quickstart [--port N] [--clients N]
        Quickstart options

          --port N      listen on this port (7007; 0 lets the system choose)
          --clients N   end when N clients have come and gone (0: run until Ctrl+C)
          options       say which socket options this machine's Winsock has, and end
        """;

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static CommandLine? Parse(string[] args)
    {
        var result = new CommandLine(Port: 7007, Clients: 0, ListsOptions: args is ["options"]);
        if (result.ListsOptions)
            return result;

        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !int.TryParse(args[i + 1], out var number) || number is < 0 or > ushort.MaxValue)
                return null;

            switch (args[i])
            {
                case "--port":
                    result = result with { Port = number };
                    break;
                case "--clients":
                    result = result with { Clients = number };
                    break;
                default:
                    return null;
            }
        }

        return result;
    }
}
