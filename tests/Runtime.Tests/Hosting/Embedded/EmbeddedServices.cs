using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Kalshi.Runtime.Tests;

static class EmbeddedServices
{
    const string Service = "conformance";

    public static void Add(IServiceCollection services, HostSetup setup, TaskCreationOptions waits)
    {
        services.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = setup.ResponseTimeout;
            options.MaxEnqueuedRequestsHardLimit = setup.MaxEnqueuedRequests;
        });
        services.Configure<GrainCollectionOptions>(options => options.CollectionAge = setup.CollectsSoon ? TimeSpan.FromMinutes(5) : TimeSpan.FromDays(1));
        if (setup.Database is { } database)
        {
            services.AddPostgresGrainStorage("Default", Service, _ => database);
            services.AddPostgresReminders(Service, _ => database);
        }
        else
        {
            services.AddMemoryGrainStorage();
        }
        services.AddSingleton(new Journal(waits));
        if (setup.HasReminders)
            services.AddMemoryReminders();
        if (setup.Streams is { } streams)
            AddStreams(services, streams);
        setup.Services(services);
    }

    static void AddStreams(IServiceCollection services, StreamSetup setup)
    {
        var options = new PersistentStreamOptions
        {
            MaxMessagesInFlight = setup.MaxMessagesInFlight,
            PollInterval = StreamSetup.PollInterval,
            MaxDeliveryAttempts = setup.GivesUpSoon ? 3 : 1000,
        };
        services.AddSingleton(provider => new ScriptedQueue(provider.GetRequiredService<Journal>()));
        services.AddMemoryStreams(TestStreams.Memory);
        services.AddPersistentStreams(TestStreams.Scripted, (provider, _) => provider.GetRequiredService<ScriptedQueue>(), options);
        services.AddPersistentStreams(
            TestStreams.Rewindable, (provider, _) => new ScriptedQueue(provider.GetRequiredService<Journal>()) { IsRewindable = true }, options);
    }
}
