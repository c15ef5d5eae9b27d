namespace Kalshi.VenueSimulator;

/// <summary>The stream's numbered errors with the venue's own words.</summary>
readonly record struct StreamError(int Code, string Message)
{
    internal static readonly StreamError UnableToProcess = new(1, "Unable to process message");
    internal static readonly StreamError ParamsRequired = new(2, "Params required");
    internal static readonly StreamError ChannelsRequired = new(3, "Channels required");
    internal static readonly StreamError SidsRequired = new(4, "Subscription IDs required");
    internal static readonly StreamError UnknownCommand = new(5, "Unknown command");
    internal static readonly StreamError UnknownSid = new(7, "Unknown subscription ID");
    internal static readonly StreamError UnknownChannel = new(8, "Unknown channel name");
    internal static readonly StreamError ChannelFailed = new(10, "Channel error");
    internal static readonly StreamError ExactlyOneSid = new(12, "Exactly one subscription ID is required");
    internal static readonly StreamError UnsupportedAction = new(13, "Unsupported action");
    internal static readonly StreamError MarketTickerRequired = new(14, "Market Ticker required");
    internal static readonly StreamError ActionRequired = new(15, "Action required");
    internal static readonly StreamError IndexIdsRequired = new(24, "Index IDs required");
    internal static readonly StreamError BufferOverflow = new(25, "Subscription buffer overflow");
    internal static readonly StreamError MarketLimit = new(26, "Subscription market limit exceeded");

    static readonly StreamError[] Known =
    [
        UnableToProcess, ParamsRequired, ChannelsRequired, SidsRequired, UnknownCommand, UnknownSid, UnknownChannel, ChannelFailed,
        ExactlyOneSid, UnsupportedAction, MarketTickerRequired, ActionRequired, IndexIdsRequired, BufferOverflow, MarketLimit,
    ];

    /// <summary>Whether it ends the subscription, which must be made again.</summary>
    internal bool IsTerminal => Code is 10 or 25;

    internal static StreamError OfCode(int code) =>
        Known.FirstOrDefault(e => e.Code == code) is { Code: > 0 } known ? known : new(code, $"Error {code}");

    internal static StreamError InvalidParameter(string why) => new(11, $"Invalid parameter: {why}");
}

/// <summary>A command that the venue answers with an error.</summary>
sealed class StreamErrorException(StreamError error) : Exception(error.Message)
{
    internal StreamError Error { get; } = error;
}
