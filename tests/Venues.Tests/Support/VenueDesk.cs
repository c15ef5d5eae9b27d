using System.Globalization;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

/// <summary>Answers a session's commands about its order book as the venue would, with the sequences of one subscription.</summary>
sealed class VenueDesk(SessionScript script)
{
    readonly SortedSet<string> _subscribed = new(StringComparer.Ordinal);
    long _sequence;

    /// <param name="refuse">The first market that would be added is not.</param>
    internal void AnswerAll(bool refuse)
    {
        while (script.TryNextCommand() is { } command)
            Answer(command, refuse);
    }

    void Answer(SessionScript.Command command, bool refuse)
    {
        switch (command.Name, command.Action)
        {
            case ("subscribe", _):
                script.Receive($$$"""{"id":{{{command.Id}}},"type":"subscribed","msg":{"channel":"orderbook_delta","sid":{{{SessionScript.BookSid}}}}}""");
                Add(command.Tickers);
                break;
            case ("update_subscription", "add_markets"):
                var added = command.Tickers.Skip(refuse ? 1 : 0).ToList();
                _subscribed.UnionWith(added);
                Acknowledge(command);
                Add(added);
                break;
            case ("update_subscription", "delete_markets"):
                _subscribed.ExceptWith(command.Tickers);
                Acknowledge(command);
                break;
            case ("update_subscription", _):
                Add(command.Tickers);
                break;
            default:
                script.Receive($$$"""{"id":{{{command.Id}}},"type":"ok","msg":[{"channel":"orderbook_delta","sid":{{{SessionScript.BookSid}}}}]}""");
                break;
        }
    }

    void Acknowledge(SessionScript.Command command) => script.Receive(
        $$$"""{"id":{{{command.Id}}},"type":"ok","sid":{{{SessionScript.BookSid}}},"seq":{{{(++_sequence).ToString(CultureInfo.InvariantCulture)}}},"msg":{"market_tickers":{{{JsonSerializer.Serialize(_subscribed)}}}}}""");

    void Add(IEnumerable<string> tickers)
    {
        foreach (var ticker in tickers)
        {
            _subscribed.Add(ticker);
            script.Receive(SessionScript.Snapshot(++_sequence, MarketTicker.Parse(ticker, "test")));
        }
    }
}
