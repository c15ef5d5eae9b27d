using Kalshi.Silo;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Recording;
using Kalshi.Silo.Scheduled;

try
{
    return await SiloProcess.RunAsync(args);
}
catch (Exception e) when (e is ConfigurationFaultException or StartupException or FormatException)
{
    Console.Error.WriteLine($"the silo cannot start: {e.Message}");
    return e is ConfigurationFaultException ? ExitCodes.WrongSettings : ExitCodes.CannotStart;
}
catch (OverlapException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCodes.Overlap;
}
