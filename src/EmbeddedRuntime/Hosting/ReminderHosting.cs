using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

public static class ReminderHosting
{
    /// <summary>Reminders that end with the process.</summary>
    public static IServiceCollection AddMemoryReminders(this IServiceCollection services) => services.AddReminders(static _ => new MemoryReminderStore());

    /// <summary>Reminders in the table of Orleans' ADO.NET provider. The data source's search path leads to it.</summary>
    /// <param name="serviceId">The same as Orleans' ClusterOptions.ServiceId.</param>
    public static IServiceCollection AddPostgresReminders(this IServiceCollection services, string serviceId, Func<IServiceProvider, NpgsqlDataSource> database) =>
        services.AddReminders(provider => new PostgresReminderStore(database(provider), serviceId));

    static IServiceCollection AddReminders(this IServiceCollection services, Func<IServiceProvider, IReminderStore> store)
    {
        services.AddOptions<ReminderOptions>();
        services.AddSingleton(provider => new ReminderService(
            provider.GetRequiredService<GrainHost>(),
            store(provider),
            provider.GetRequiredService<IOptions<ReminderOptions>>().Value,
            provider.GetRequiredService<ILogger<ReminderService>>()));
        services.AddSingleton<IReminderRegistry>(provider => provider.GetRequiredService<ReminderService>());
        return services.AddSingleton<IGrainHostPart>(provider => provider.GetRequiredService<ReminderService>());
    }
}
