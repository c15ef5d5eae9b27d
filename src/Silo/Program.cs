using Kalshi.Silo;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Recording;

try
{
    return await SiloProcess.RunAsync(args);
}
catch (Exception e) when (e is ConfigurationFaultException or StartupException or FormatException)
{
    Console.Error.WriteLine($"the silo cannot start: {e.Message}");
    return e is ConfigurationFaultException ? ExitCodes.WrongSettings : ExitCodes.CannotStart;
}
