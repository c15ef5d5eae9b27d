using Kalshi.Simulation.Commands;

var root = SeedsCommand.Create();
return await root.Parse(args).InvokeAsync();
