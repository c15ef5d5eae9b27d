using Kalshi.Runtime.Benchmarks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

var builder = Host.CreateEmptyApplicationBuilder(new());
builder.UseEmbeddedGrains(options => options.Assemblies.Add(typeof(IAdderGrain).Assembly));
using var host = builder.Build();
await host.StartAsync();
var bench = new CallBench(host.Services.GetRequiredService<IGrainFactory>(), TimeProvider.System);

Console.WriteLine($"| {"from outside",-44} | {"calls/s",12} | {"bytes/call",10} |");
Console.WriteLine($"| {new string('-', 44)} | {new string('-', 11)}: | {new string('-', 9)}: |");
await bench.Measure("1 caller, 1 grain", callers: 1, grains: 1);
await bench.Measure("64 callers, 1 grain", callers: 64, grains: 1);
await bench.Measure("64 callers, 64 grains", callers: 64, grains: 64);
await bench.Measure("64 callers, 1,000 grains", callers: 64, grains: 1000);
await bench.MeasurePipelined("64 callers with 16 calls under way, 64 grains", callers: 64, depth: 16, grains: 64);
await bench.MeasureLater("64 callers, 64 grains, an await in each call", callers: 64, grains: 64);
await bench.MeasureGrainToGrain("64 grains calling 64 grains", callers: 64);
await bench.MeasureActivation("first calls of new grains", callers: 64);
await host.StopAsync();
