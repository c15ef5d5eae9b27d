using System.Security.Cryptography;
using System.Text;

namespace Kalshi.Trading.Orders;

/// <summary>The id under which an order is sent. It follows from the intent, so that the same intent is the same order however often
/// it is tried and whoever tries it.</summary>
public static class ClientOrderId
{
    /// <summary>Longest id that the venue takes.</summary>
    public const int MaxLength = 64;

    const int HashDigits = 40;
    const string Punctuation = "-_:+=/";

    /// <summary>The order of a decision: <c>{account}:{idempotency key of the decision}</c>.</summary>
    public static string ForTake(string account, string opportunityKey) => Of(account, opportunityKey);

    /// <summary>The order that closes a position.</summary>
    /// <param name="cause">What asks for it, once: the action's id.</param>
    public static string ForExit(string account, MarketTicker market, string cause) =>
        Of(account, "exit:" + Hash($"{market}|{cause}"));

    /// <summary>The account that an order trades for.</summary>
    /// <exception cref="FormatException">No id of ours.</exception>
    public static string AccountOf(string orderId) => orderId.IndexOf(':') is > 0 and var colon
        ? orderId[..colon]
        : throw new FormatException($"order id: '{Excerpt.Of(orderId)}' names no account");

    /// <summary>1 to 64 characters that the venue takes.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c));

    // A text that the venue would not take is replaced by its hash: still the same for the same intent.
    static string Of(string account, string text)
    {
        var id = $"{account}:{text}";
        return IsValid(id) ? id : $"{account}:{Hash(text)}";
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];
}
