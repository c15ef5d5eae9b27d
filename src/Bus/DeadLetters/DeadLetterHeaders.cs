namespace Kalshi.Bus;

static class DeadLetterHeaders
{
    internal const string Error = "Error";
    internal const string Origin = "Origin";
    internal const string OriginStream = "Origin-Stream";
    internal const string OriginSequence = "Origin-Sequence";
    internal const string Identity = "Identity";

    /// <summary>Longest reason; what is cut can be found out from the body.</summary>
    internal const int MaxError = 199;
}
