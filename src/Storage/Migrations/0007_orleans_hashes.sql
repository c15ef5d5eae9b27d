-- The embedded host wrote its hashes with the bytes in the other order than Orleans, so that each host found nothing of what
-- the other had stored. What it has written gets the hashes that both use now.

CREATE FUNCTION orleans.bytes_reversed(hash integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT ('x' || encode(substr(b, 4, 1) || substr(b, 3, 1) || substr(b, 2, 1) || substr(b, 1, 1), 'hex'))::bit(32)::integer
    FROM int4send(hash) AS b
$$;

-- Rows of Orleans have other hashes of their type. Where a deployment has run under both hosts, and both have a row, the row
-- of Orleans is the one that stays in use; the other one is kept as it is.
WITH misplaced (graintypestring, graintypehash) AS (
    VALUES
        ('edge', 2068797668),
        ('gate', -367577160),
        ('market', 975415976),
        ('opportunity', -1272888136),
        ('order', -308286090),
        ('positions', 1451840670),
        ('reconciliation', 975061471),
        ('risk', 1207600970),
        ('spot', 561424852),
        ('universe', 1901333932))
UPDATE orleans.orleansstorage s
SET grainidhash = orleans.bytes_reversed(s.grainidhash), graintypehash = orleans.bytes_reversed(s.graintypehash)
FROM misplaced m
WHERE s.graintypestring = m.graintypestring AND s.graintypehash = m.graintypehash
    AND NOT EXISTS (
        SELECT FROM orleans.orleansstorage o
        WHERE o.grainidhash = orleans.bytes_reversed(s.grainidhash) AND o.graintypehash = orleans.bytes_reversed(s.graintypehash)
            AND o.grainidn0 = s.grainidn0 AND o.grainidn1 = s.grainidn1
            AND o.graintypestring = s.graintypestring
            AND o.grainidextensionstring IS NOT DISTINCT FROM s.grainidextensionstring
            AND o.serviceid = s.serviceid);

DROP FUNCTION orleans.bytes_reversed(integer);
