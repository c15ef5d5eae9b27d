using Kalshi.Grains;
using Kalshi.Grains.Events;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Kalshi.Bus.Tests;

public interface ITapeGrain : IGrainWithStringKey;

/// <summary>Writes every spot tick of its product on the tape, from the token on that the tape asks for.</summary>
[ImplicitStreamSubscription(StreamNamespaces.Spot)]
public sealed class TapeGrain(Tape tape) : Grain, ITapeGrain, IStreamSubscriptionObserver, IAsyncObserver<EventEnvelope>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<EventEnvelope>().ResumeAsync(
        this, tape.From is { } sequence ? new EventSequenceTokenV2(sequence) : null);

    public Task OnNextAsync(EventEnvelope item, StreamSequenceToken? token = null)
    {
        tape.Write(this.GetPrimaryKeyString(), token!.SequenceNumber);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
