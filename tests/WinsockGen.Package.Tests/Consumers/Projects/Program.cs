using System;

namespace Consumer
{
    internal static class Program
    {
        private static int Main()
        {
            try
            {
                LoopbackExchange.Run();
                TypedOptions.Run();
                OwnOptions.Run();
                Console.WriteLine("consumed");
                return 0;
            }
            catch (Exception error)
            {
                Console.WriteLine(error);
                return 1;
            }
        }
    }
}
