-- What Orleans' ADO.NET providers expect of PostgreSQL: grain state, reminders and membership. The providers know nothing
-- but the query keys and the parameter and column names below; they look up their texts by
--     SELECT QueryKey, QueryText FROM OrleansQuery
-- without a schema, so their connection needs "Search Path=orleans" (StorageOptions.OrleansConnectionString). The texts
-- themselves name the schema and run under any search path.

CREATE SCHEMA orleans;

CREATE TABLE orleans.orleansquery (
    querykey  varchar(64)   NOT NULL,
    querytext varchar(8000) NOT NULL,
    CONSTRAINT orleansquery_key PRIMARY KEY (querykey)
);

-- Grain state -----------------------------------------------------------------------------------------------------------

CREATE TABLE orleans.orleansstorage (
    grainidhash            integer      NOT NULL,
    grainidn0              bigint       NOT NULL,
    grainidn1              bigint       NOT NULL,
    graintypehash          integer      NOT NULL,
    graintypestring        varchar(512) NOT NULL,
    grainidextensionstring varchar(512),
    serviceid              varchar(150) NOT NULL,
    payloadbinary          bytea,
    modifiedon             timestamp    NOT NULL,
    version                integer
);

CREATE INDEX ix_orleansstorage ON orleans.orleansstorage (grainidhash, graintypehash);

-- Returns the version that the state has now; the version that came in, unchanged, tells the provider that it lost.
CREATE FUNCTION orleans.writetostorage(
    _grainidhash integer,
    _grainidn0 bigint,
    _grainidn1 bigint,
    _graintypehash integer,
    _graintypestring varchar,
    _grainidextensionstring varchar,
    _serviceid varchar,
    _grainstateversion integer,
    _payloadbinary bytea)
RETURNS TABLE (newgrainstateversion integer)
LANGUAGE plpgsql AS $$
DECLARE
    _newversion integer;
BEGIN
    IF _grainstateversion IS NOT NULL THEN
        UPDATE orleans.orleansstorage s
        SET payloadbinary = _payloadbinary,
            modifiedon = now() AT TIME ZONE 'utc',
            version = s.version + 1
        WHERE s.grainidhash = _grainidhash AND s.graintypehash = _graintypehash
            AND s.grainidn0 = _grainidn0 AND s.grainidn1 = _grainidn1
            AND s.graintypestring = _graintypestring
            AND s.grainidextensionstring IS NOT DISTINCT FROM _grainidextensionstring
            AND s.serviceid = _serviceid
            AND s.version = _grainstateversion
        RETURNING s.version INTO _newversion;
    ELSE
        -- No unique index can cover the key (its text may be longer than an index entry), so two first writes are put one
        -- after the other: the later one then sees the row of the earlier one.
        PERFORM pg_advisory_xact_lock(_grainidhash, _graintypehash);

        INSERT INTO orleans.orleansstorage (
            grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring,
            serviceid, payloadbinary, modifiedon, version)
        SELECT
            _grainidhash, _grainidn0, _grainidn1, _graintypehash, _graintypestring, _grainidextensionstring,
            _serviceid, _payloadbinary, now() AT TIME ZONE 'utc', 1
        WHERE NOT EXISTS (
            SELECT FROM orleans.orleansstorage s
            WHERE s.grainidhash = _grainidhash AND s.graintypehash = _graintypehash
                AND s.grainidn0 = _grainidn0 AND s.grainidn1 = _grainidn1
                AND s.graintypestring = _graintypestring
                AND s.grainidextensionstring IS NOT DISTINCT FROM _grainidextensionstring
                AND s.serviceid = _serviceid)
        RETURNING version INTO _newversion;
    END IF;

    RETURN QUERY SELECT coalesce(_newversion, _grainstateversion);
END
$$;

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
('WriteToStorageKey', '
    SELECT * FROM orleans.writetostorage(
        @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString,
        @ServiceId, @GrainStateVersion, @PayloadBinary);
'),
('ReadFromStorageKey', '
    SELECT payloadbinary AS PayloadBinary, modifiedon AS ModifiedOn, version AS Version
    FROM orleans.orleansstorage
    WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
        AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
        AND graintypestring = @GrainTypeString
        AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
        AND serviceid = @ServiceId;
'),
('ClearStorageKey', '
    UPDATE orleans.orleansstorage
    SET payloadbinary = NULL, modifiedon = now() AT TIME ZONE ''utc'', version = version + 1
    WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
        AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
        AND graintypestring = @GrainTypeString
        AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
        AND serviceid = @ServiceId
        AND version = @GrainStateVersion
    RETURNING version AS NewGrainStateVersion;
'),
('DeleteStorageKey', '
    DELETE FROM orleans.orleansstorage
    WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
        AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
        AND graintypestring = @GrainTypeString
        AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
        AND serviceid = @ServiceId
        AND version = @GrainStateVersion
    RETURNING version + 1 AS NewGrainStateVersion;
');

-- Reminders -------------------------------------------------------------------------------------------------------------

CREATE TABLE orleans.orleansreminderstable (
    serviceid    varchar(150)   NOT NULL,
    grainid      varchar(150)   NOT NULL,
    remindername varchar(150)   NOT NULL,
    starttime    timestamptz(3) NOT NULL,
    period       bigint         NOT NULL,
    grainhash    integer        NOT NULL,
    version      integer        NOT NULL,
    CONSTRAINT pk_reminderstable_serviceid_grainid_remindername PRIMARY KEY (serviceid, grainid, remindername)
);

CREATE FUNCTION orleans.upsert_reminder_row(
    serviceidarg varchar,
    grainidarg varchar,
    remindernamearg varchar,
    starttimearg timestamptz,
    periodarg bigint,
    grainhasharg integer)
RETURNS TABLE (version integer)
LANGUAGE sql AS $$
    INSERT INTO orleans.orleansreminderstable AS r
        (serviceid, grainid, remindername, starttime, period, grainhash, version)
    VALUES (serviceidarg, grainidarg, remindernamearg, starttimearg, periodarg, grainhasharg, 0)
    ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
    SET starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = r.version + 1
    RETURNING r.version
$$;

CREATE FUNCTION orleans.delete_reminder_row(
    serviceidarg varchar,
    grainidarg varchar,
    remindernamearg varchar,
    versionarg integer)
RETURNS TABLE (row_count integer)
LANGUAGE sql AS $$
    WITH deleted AS (
        DELETE FROM orleans.orleansreminderstable
        WHERE serviceid = serviceidarg AND grainid = grainidarg AND remindername = remindernamearg AND version = versionarg
        RETURNING 1)
    SELECT count(*)::integer FROM deleted
$$;

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', '
    SELECT * FROM orleans.upsert_reminder_row(@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash);
'),
('ReadReminderRowsKey', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND grainid = @GrainId;
'),
('ReadReminderRowKey', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName;
'),
-- The ring of grain hashes: 1 is a range that does not wrap around, 2 is one that does.
('ReadRangeRows1Key', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash;
'),
('ReadRangeRows2Key', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period, version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash);
'),
('DeleteReminderRowKey', '
    SELECT * FROM orleans.delete_reminder_row(@ServiceId, @GrainId, @ReminderName, @Version);
'),
('DeleteReminderRowsKey', '
    DELETE FROM orleans.orleansreminderstable WHERE serviceid = @ServiceId;
');

-- Membership ------------------------------------------------------------------------------------------------------------

CREATE TABLE orleans.orleansmembershipversiontable (
    deploymentid varchar(150)   NOT NULL,
    timestamp    timestamptz(3) NOT NULL DEFAULT now(),
    version      integer        NOT NULL DEFAULT 0,
    CONSTRAINT pk_orleansmembershipversiontable_deploymentid PRIMARY KEY (deploymentid)
);

CREATE TABLE orleans.orleansmembershiptable (
    deploymentid varchar(150)   NOT NULL,
    address      varchar(45)    NOT NULL,
    port         integer        NOT NULL,
    generation   integer        NOT NULL,
    siloname     varchar(150)   NOT NULL,
    hostname     varchar(150)   NOT NULL,
    status       integer        NOT NULL,
    proxyport    integer,
    suspecttimes varchar(8000),
    starttime    timestamptz(3) NOT NULL,
    iamalivetime timestamptz(3) NOT NULL,
    CONSTRAINT pk_membershiptable_deploymentid PRIMARY KEY (deploymentid, address, port, generation),
    CONSTRAINT fk_membershiptable_membershipversiontable_deploymentid FOREIGN KEY (deploymentid)
        REFERENCES orleans.orleansmembershipversiontable (deploymentid)
);

CREATE FUNCTION orleans.update_i_am_alive_time(
    deployment_id varchar,
    address_arg varchar,
    port_arg integer,
    generation_arg integer,
    i_am_alive_time timestamptz)
RETURNS void
LANGUAGE sql AS $$
    UPDATE orleans.orleansmembershiptable
    SET iamalivetime = i_am_alive_time
    WHERE deploymentid = deployment_id AND address = address_arg AND port = port_arg AND generation = generation_arg
$$;

CREATE FUNCTION orleans.insert_membership_version(deploymentidarg varchar)
RETURNS TABLE (row_count integer)
LANGUAGE sql AS $$
    WITH inserted AS (
        INSERT INTO orleans.orleansmembershipversiontable (deploymentid) VALUES (deploymentidarg)
        ON CONFLICT (deploymentid) DO NOTHING
        RETURNING 1)
    SELECT count(*)::integer FROM inserted
$$;

-- In both functions below the table's version is the fence: whoever comes with another version than the current one
-- changes neither the version nor the silo's row. Concurrent callers queue at the version's row.

CREATE FUNCTION orleans.insert_membership(
    deploymentidarg varchar,
    addressarg varchar,
    portarg integer,
    generationarg integer,
    silonamearg varchar,
    hostnamearg varchar,
    statusarg integer,
    proxyportarg integer,
    starttimearg timestamptz,
    iamalivetimearg timestamptz,
    versionarg integer)
RETURNS TABLE (row_count integer)
LANGUAGE sql AS $$
    WITH advanced AS (
        UPDATE orleans.orleansmembershipversiontable
        SET timestamp = now(), version = version + 1
        WHERE deploymentid = deploymentidarg AND version = versionarg
            AND NOT EXISTS (
                SELECT FROM orleans.orleansmembershiptable m
                WHERE m.deploymentid = deploymentidarg AND m.address = addressarg AND m.port = portarg
                    AND m.generation = generationarg)
        RETURNING 1),
    inserted AS (
        INSERT INTO orleans.orleansmembershiptable (
            deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        SELECT deploymentidarg, addressarg, portarg, generationarg, silonamearg, hostnamearg, statusarg, proxyportarg,
            starttimearg, iamalivetimearg
        FROM advanced
        RETURNING 1)
    SELECT count(*)::integer FROM inserted
$$;

CREATE FUNCTION orleans.update_membership(
    deploymentidarg varchar,
    addressarg varchar,
    portarg integer,
    generationarg integer,
    statusarg integer,
    suspecttimesarg varchar,
    iamalivetimearg timestamptz,
    versionarg integer)
RETURNS TABLE (row_count integer)
LANGUAGE sql AS $$
    WITH advanced AS (
        UPDATE orleans.orleansmembershipversiontable
        SET timestamp = now(), version = version + 1
        WHERE deploymentid = deploymentidarg AND version = versionarg
            AND EXISTS (
                SELECT FROM orleans.orleansmembershiptable m
                WHERE m.deploymentid = deploymentidarg AND m.address = addressarg AND m.port = portarg
                    AND m.generation = generationarg)
        RETURNING 1),
    updated AS (
        UPDATE orleans.orleansmembershiptable m
        SET status = statusarg, suspecttimes = suspecttimesarg, iamalivetime = iamalivetimearg
        FROM advanced
        WHERE m.deploymentid = deploymentidarg AND m.address = addressarg AND m.port = portarg
            AND m.generation = generationarg
        RETURNING 1)
    SELECT count(*)::integer FROM updated
$$;

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
('UpdateIAmAlivetimeKey', '
    SELECT * FROM orleans.update_i_am_alive_time(@DeploymentId, @Address, @Port, @Generation, @IAmAliveTime);
'),
('InsertMembershipVersionKey', '
    SELECT * FROM orleans.insert_membership_version(@DeploymentId);
'),
('InsertMembershipKey', '
    SELECT * FROM orleans.insert_membership(
        @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
        @StartTime, @IAmAliveTime, @Version);
'),
('UpdateMembershipKey', '
    SELECT * FROM orleans.update_membership(
        @DeploymentId, @Address, @Port, @Generation, @Status, @SuspectTimes, @IAmAliveTime, @Version);
'),
-- The version comes even when no silo matches: hence the outer joins.
('MembershipReadRowKey', '
    SELECT v.deploymentid AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation,
        m.siloname AS SiloName, m.hostname AS HostName, m.status AS Status, m.proxyport AS ProxyPort,
        m.suspecttimes AS SuspectTimes, m.starttime AS StartTime, m.iamalivetime AS IAmAliveTime, v.version AS Version
    FROM orleans.orleansmembershipversiontable v
    LEFT JOIN orleans.orleansmembershiptable m
        ON m.deploymentid = v.deploymentid
        AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    WHERE v.deploymentid = @DeploymentId;
'),
('MembershipReadAllKey', '
    SELECT v.deploymentid AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation,
        m.siloname AS SiloName, m.hostname AS HostName, m.status AS Status, m.proxyport AS ProxyPort,
        m.suspecttimes AS SuspectTimes, m.starttime AS StartTime, m.iamalivetime AS IAmAliveTime, v.version AS Version
    FROM orleans.orleansmembershipversiontable v
    LEFT JOIN orleans.orleansmembershiptable m ON m.deploymentid = v.deploymentid
    WHERE v.deploymentid = @DeploymentId;
'),
('DeleteMembershipTableEntriesKey', '
    DELETE FROM orleans.orleansmembershiptable WHERE deploymentid = @DeploymentId;
    DELETE FROM orleans.orleansmembershipversiontable WHERE deploymentid = @DeploymentId;
'),
('GatewaysQueryKey', '
    SELECT address AS Address, proxyport AS ProxyPort, generation AS Generation
    FROM orleans.orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0;
'),
-- 3 is an active silo.
('CleanupDefunctSiloEntriesKey', '
    DELETE FROM orleans.orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND iamalivetime < @IAmAliveTime AND status != 3;
');
