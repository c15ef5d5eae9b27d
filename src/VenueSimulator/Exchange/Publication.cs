namespace Kalshi.VenueSimulator;

/// <summary>A message for every subscription that covers it, without the envelope that differs by subscription.</summary>
/// <param name="channel">The channel it belongs to.</param>
/// <param name="type">The frame's type.</param>
/// <param name="key">Market ticker, or index id on the index channel; null where the channel takes no filter.</param>
/// <param name="render">Makes the JSON text of msg; called once, and only if somebody is to read it.</param>
sealed class Publication(string channel, string type, string? key, Func<byte[]> render)
{
    byte[]? _body;
    byte[]? _bodyInYes;

    internal string Channel => channel;

    internal string Type => type;

    internal string? Key => key;

    /// <summary>Body for the key that caused it, where it differs (a delta names its client order id to its owner only).</summary>
    internal OwnedBody? Owned { get; init; }

    /// <summary>The only key that may see it; null on public channels.</summary>
    internal string? Recipient { get; init; }

    /// <summary>The body with every price in the YES leg, for subscriptions that ask for it; null where that is no other.</summary>
    internal Func<byte[]>? RenderInYes { get; init; }

    internal byte[] BodyFor(string keyId, bool yesPrices) =>
        Owned is { } owned && owned.KeyId == keyId ? (yesPrices ? owned.BodyInYes : owned.Body)
        : yesPrices && RenderInYes is not null ? _bodyInYes ??= RenderInYes()
        : _body ??= render();
}

sealed record OwnedBody(string KeyId, byte[] Body, byte[] BodyInYes);

/// <summary>Whoever is told of publications. Called under the exchange's gate: it must not block.</summary>
interface IPublicationSink
{
    void Publish(Publication publication);

    /// <summary>Lets a fault strike this reader.</summary>
    void Suffer(Fault fault);

    /// <summary>Completes when the reader has caught up enough to take more.</summary>
    Task WaitForRoomAsync(CancellationToken cancellationToken);
}
