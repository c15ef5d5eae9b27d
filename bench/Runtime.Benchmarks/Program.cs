using Kalshi.Runtime.Benchmarks;
using Kalshi.Servers;
using Kalshi.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

await using var server = await PostgresServer.StartAsync();
var storage = new StorageOptions { Dsn = await server.CreateDatabaseAsync() };
await new Migrator(storage, NullLogger<Migrator>.Instance).MigrateAsync();

var builder = Host.CreateEmptyApplicationBuilder(new());
BenchHost.UseGrains(builder, storage.OrleansConnectionString);
using var host = builder.Build();
await host.StartAsync();
var factory = host.Services.GetRequiredService<IGrainFactory>();
var calls = new CallBench(factory, TimeProvider.System, args.Length > 0 ? int.Parse(args[0]) : 1_000_000);
var activations = new ActivationBench(factory, TimeProvider.System);

Console.WriteLine($"figure\t{BenchHost.Flavour}");
await activations.MeasureMemory();
await activations.MeasureFromStorage();
await calls.Measure("calls/s: 1 caller, 1 grain", callers: 1, grains: 1);
await calls.Measure("calls/s: 64 callers, 1 grain", callers: 64, grains: 1);
await calls.Measure("calls/s: 64 callers, 64 grains", callers: 64, grains: 64);
await calls.Measure("calls/s: 64 callers, 1,000 grains", callers: 64, grains: 1000);
await calls.MeasurePipelined("calls/s: 64 callers with 16 calls under way, 64 grains", callers: 64, depth: 16, grains: 64);
await calls.MeasureLater("calls/s: 64 callers, 64 grains, an await in each call", callers: 64, grains: 64);
await calls.MeasureGrainToGrain("calls/s: 64 grains calling 64 grains", callers: 64);
await calls.MeasureActivation("calls/s: first calls of new grains", callers: 64);
await host.StopAsync();
