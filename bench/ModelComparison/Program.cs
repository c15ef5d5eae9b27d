using Kalshi.ModelComparison;

if (args.Length > 1 || args is ["--help" or "-h"])
{
    Console.Error.WriteLine("usage: ModelComparison [folder with kalshi/ and coinbase/ recordings; default ../shared/recordings]");
    return 2;
}
var folder = args.Length == 1 ? args[0] : Path.Combine("..", "shared", "recordings");
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"no recordings at {Path.GetFullPath(folder)}");
    return 1;
}

var markets = RecordedMarket.Load(Path.Combine(folder, "kalshi"));
var spot = SpotPath.Load(Path.Combine(folder, "coinbase", "coinbase_btcusd_matches_2026-05.csv.gz"));
new Report(Console.Out, markets, spot).Write();
return 0;
