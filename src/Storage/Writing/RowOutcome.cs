namespace Kalshi.Storage;

enum RowOutcome
{
    Pending,
    Inserted,
    AlreadyStored,
    DeadLettered,
}
