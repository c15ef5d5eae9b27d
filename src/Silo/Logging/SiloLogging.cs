using Microsoft.Extensions.Logging.Console;

namespace Kalshi.Silo.Logging;

/// <summary>Where logs go: one JSON object a line into a file when one is named, else to standard error.</summary>
static class SiloLogging
{
    internal static void Configure(this ILoggingBuilder logging, string? file)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        foreach (var framework in (string[])["Microsoft", "System", "Orleans"])
            logging.AddFilter(framework, LogLevel.Warning);
        if (file is not null)
        {
            logging.AddProvider(JsonLinesFile.Shared(file));
            return;
        }
        logging.AddJsonConsole(json => json.TimestampFormat = "O");
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
