using Kalshi.VenueSimulator;

if (args is ["--help"] or ["-h"] or [])
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

CommandLine commandLine;
SimulatorHost started;
try
{
    commandLine = CommandLine.Parse(args, TimeProvider.System);
    started = await SimulatorHost.StartAsync(commandLine.Options, CancellationToken.None);
}
catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException or InvalidDataException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

await using var simulator = started;
return await SimulatorConsole.RunAsync(simulator, commandLine.Control);
