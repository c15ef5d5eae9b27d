using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace Orleans.Streams;

// No time-out: a second try beside a first that still runs would hand the grain the same event twice at once.

/// <summary>The turn in which a subscriber gets a message.</summary>
sealed class StreamDelivery(EmbeddedStreamProvider provider, GuidId subscription, IBatchContainer message) : TurnCall
{
    static readonly GrainMethod Deliver = new(typeof(IStreamTurns), nameof(IStreamTurns.StreamDelivery));

    public override GrainMethod Method => Deliver;

    internal override bool HasDeadline => false;

    protected override ValueTask Invoke(object target) => StreamConsumer.Of((Activation)Target!, provider).Deliver(subscription, message);
}

/// <summary>The turn in which a subscriber learns that it missed a message.</summary>
sealed class StreamFailure(EmbeddedStreamProvider provider, GuidId subscription, StreamId stream, Exception error) : TurnCall
{
    static readonly GrainMethod Fail = new(typeof(IStreamTurns), nameof(IStreamTurns.StreamFailure));

    public override GrainMethod Method => Fail;

    internal override bool HasDeadline => false;

    protected override ValueTask Invoke(object target) => StreamConsumer.Of((Activation)Target!, provider).Fail(subscription, stream, error);
}

interface IStreamTurns
{
    Task StreamDelivery();

    Task StreamFailure();
}
