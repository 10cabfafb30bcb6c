-- The tables of the PostgreSQL store: PostgreSQL 13 or later, any encoding (UTF8 is best), in whatever schema comes first in search_path.
--
-- Each part that begins with a line `-- migration N` is applied once, in order, in one transaction, by whoever opens the store first; the table
-- asb_schema says which have been. A part that was released is never changed: a change is a new part at the end. `psql -1 -f schema.sql` does the same
-- in an empty schema, for hosts whose programs may not create tables.
--
-- Bytes are kept as bytea: digests are over exact bytes, and ids are in order of their bytes whatever the collation. Beside them stands the same as
-- jsonb, for the host's own reports; nothing here reads it, and a host may put indexes on it as it likes.
--
-- To outgrow one machine. Cases and records are hash-partitioned by the case's id, both by the same function into the same 16 parts, and no row of
-- one part refers to another. So a part can be put into a tablespace of its own; parts n of both tables can move together, by logical replication of
-- just these two, to another server with the same schema, and be dropped here; and tools that shard by a column (Citus and others) take `id` and `case_id`.
-- A commit is of one server: cases that are saved together must live together, so let one landlord's prefix of ids be one server's. Reading scales with streaming replicas.

-- migration 1

CREATE TABLE asb_schema (
    version integer PRIMARY KEY,
    applied timestamptz NOT NULL DEFAULT now()
);

-- JSON where it can be: NULL for an erased body, for what is no JSON, and for the few texts that JSON may hold and jsonb may not (\u0000, a number
-- of a million digits). It gives the same answer for the same bytes always, so it may be generated from; it may not run in parallel, since to try is a subtransaction.
CREATE FUNCTION asb_jsonb(bytes bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF length(bytes) = 0 THEN
        RETURN NULL;
    END IF;
    RETURN convert_from(bytes, 'UTF8')::jsonb;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN NULL;
END $$;

-- Who this store is. Tokens of asb_store_changes() carry `id`, so that a token of another store is known as such. Commit numbers are of one cluster:
-- `cluster` says which (see asb_adopt).
CREATE TABLE asb_store (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    cluster bigint NOT NULL
);
INSERT INTO asb_store (cluster) SELECT system_identifier FROM pg_control_system();

-- A row for each case. `version` is how many records it has. `changed` is the number of the commit that wrote it last, which is the number of its
-- transaction, and `place` tells the cases of one commit apart.
CREATE TABLE asb_case (
    id bytea PRIMARY KEY,
    version bigint NOT NULL CHECK (version > 0),
    changed bigint NOT NULL,
    place integer NOT NULL,
    summary bytea,
    summary_json jsonb GENERATED ALWAYS AS (asb_jsonb(summary)) STORED
) PARTITION BY HASH (id);
CREATE INDEX asb_case_changed ON asb_case (changed, place);

-- A row for each record. Rows are only ever added; of a record that is erased, the body becomes empty and everything else stays.
CREATE TABLE asb_record (
    case_id bytea NOT NULL,
    seq bigint NOT NULL,
    header bytea NOT NULL,
    body bytea NOT NULL,
    header_json jsonb GENERATED ALWAYS AS (asb_jsonb(header)) STORED,
    body_json jsonb GENERATED ALWAYS AS (asb_jsonb(body)) STORED,
    PRIMARY KEY (case_id, seq)
) PARTITION BY HASH (case_id);

DO $$
BEGIN
    FOR n IN 0..15 LOOP
        EXECUTE format('CREATE TABLE asb_case_p%s PARTITION OF asb_case FOR VALUES WITH (MODULUS 16, REMAINDER %s)', n, n);
        EXECUTE format('CREATE TABLE asb_record_p%s PARTITION OF asb_record FOR VALUES WITH (MODULUS 16, REMAINDER %s)', n, n);
    END LOOP;
END $$;

-- Policy documents, by their SHA-256: kept once, and for ever.
CREATE TABLE asb_policy (
    digest bytea PRIMARY KEY,
    id bytea NOT NULL,
    version bytea NOT NULL,
    document bytea NOT NULL
);

CREATE TABLE asb_calendar (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    days bytea NOT NULL
);

-- A whole commit, all or nothing, in one call: one round trip. It is to be the only thing in its transaction.
--
-- Arrays of one length go together: of cases (ids to summaries; a summary of NULL stays what it was; in order of ids, so that two commits wait for each
-- other and never crosswise), of records, of erased records, of policies. A case that has not the expected version gives SQLSTATE ASB01, or 23505
-- (unique_violation) where it was to be new.
CREATE FUNCTION asb_commit(
    ids bytea[], expected bigint[], added bigint[], summaries bytea[],
    record_cases bytea[], seqs bigint[], headers bytea[], bodies bytea[],
    erased_cases bytea[], erased_seqs bigint[],
    digests bytea[], policy_ids bytea[], policy_versions bytea[], documents bytea[],
    calendar bytea
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    number bigint := pg_current_xact_id()::text::bigint;
BEGIN
    FOR i IN 1..cardinality(ids) LOOP
        IF expected[i] = 0 THEN
            INSERT INTO asb_case (id, version, changed, place, summary) VALUES (ids[i], added[i], number, i, summaries[i]);
            CONTINUE;
        END IF;
        UPDATE asb_case SET version = version + added[i], changed = number, place = i, summary = coalesce(summaries[i], summary)
            WHERE id = ids[i] AND version = expected[i];
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the case has not % records', expected[i] USING ERRCODE = 'ASB01';
        END IF;
    END LOOP;
    IF cardinality(seqs) = 1 THEN
        INSERT INTO asb_record (case_id, seq, header, body) VALUES (record_cases[1], seqs[1], headers[1], bodies[1]);
    ELSIF cardinality(seqs) > 1 THEN
        INSERT INTO asb_record (case_id, seq, header, body) SELECT * FROM unnest(record_cases, seqs, headers, bodies);
    END IF;
    FOR i IN 1..cardinality(erased_seqs) LOOP
        UPDATE asb_record SET body = '' WHERE case_id = erased_cases[i] AND seq = erased_seqs[i] AND body <> '';
    END LOOP;
    IF cardinality(digests) > 0 THEN
        INSERT INTO asb_policy (digest, id, version, document) SELECT * FROM unnest(digests, policy_ids, policy_versions, documents)
            ON CONFLICT (digest) DO NOTHING;
    END IF;
    IF calendar IS NOT NULL THEN
        INSERT INTO asb_calendar (days) VALUES (calendar) ON CONFLICT (one) DO UPDATE SET days = excluded.days;
    END IF;
END $$;

-- Makes all tokens invalid: whoever follows this store begins anew. To be called when the past has changed: after point-in-time recovery, and
-- after a failover to a replica that may have lacked the last commits.
CREATE FUNCTION asb_forget_tokens() RETURNS void LANGUAGE sql AS $$
    UPDATE asb_store SET id = gen_random_uuid();
$$;

-- Makes a store that came from another cluster (a dump, pg_upgrade, logical replication) one of this cluster: its commit numbers were of the other's
-- transactions. Whoever opens the store calls it where it is needed.
CREATE FUNCTION asb_adopt() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    here bigint := (SELECT system_identifier FROM pg_control_system());
BEGIN
    PERFORM 1 FROM asb_store WHERE cluster <> here FOR UPDATE;
    IF FOUND THEN
        UPDATE asb_case c SET changed = pg_current_xact_id()::text::bigint, place = n.place
            FROM (SELECT id, row_number() OVER (ORDER BY changed, place, id) AS place FROM asb_case) n WHERE c.id = n.id;
        UPDATE asb_store SET cluster = here, id = gen_random_uuid();
    END IF;
END $$;

INSERT INTO asb_schema (version) VALUES (1);

-- migration 2

-- For reports: ids as text, what is JSON as jsonb.
CREATE FUNCTION asb_text(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT convert_from(bytes, 'UTF8')
$$;

CREATE VIEW asb_cases AS
    SELECT asb_text(id) AS id, version, summary_json AS summary FROM asb_case;

CREATE VIEW asb_records AS
    SELECT asb_text(case_id) AS case_id, seq, header_json ->> 'kind' AS kind, header_json ->> 'by' AS by,
           header_json ->> 'recorded' AS recorded, length(body) = 0 AS erased, header_json AS header, body_json AS body
    FROM asb_record;

INSERT INTO asb_schema (version) VALUES (2);

-- migration 3

-- Summaries as rows: what lists and work lists go by, each duty that there has been, and categories. The index has the open cases of each officer in order of what
-- is due next; a query on the view uses it. Others are the host's to make, in the same way.
CREATE INDEX asb_case_work ON asb_case ((summary_json ->> 'owner'), (summary_json ->> 'next_due')) WHERE summary_json ->> 'state' <> 'closed';

CREATE OR REPLACE VIEW asb_cases AS
    SELECT asb_text(id) AS id, version, summary_json AS summary, summary_json ->> 'state' AS state, summary_json ->> 'stage' AS stage,
           summary_json ->> 'priority' AS priority, summary_json ->> 'band' AS band, summary_json ->> 'policy' AS policy,
           (summary_json ->> 'hate')::boolean AS hate, summary_json ->> 'owner' AS owner, summary_json ->> 'owner_role' AS owner_role,
           summary_json ->> 'area' AS area, summary_json ->> 'ward' AS ward, summary_json ->> 'reported' AS reported,
           summary_json ->> 'opened' AS opened, summary_json ->> 'closed' AS closed, summary_json ->> 'next_due' AS next_due,
           (summary_json ->> 'open_duties')::integer AS open_duties
    FROM asb_case;

-- `officer` is who has it, or had it when it ended; `owner` the roles that must do it, NULL where that is the case's owner.
CREATE VIEW asb_duties AS
    SELECT asb_text(c.id) AS case_id, d.number, d.duty ->> 'rule' AS rule, d.duty ->> 'state' AS state, d.duty ->> 'due' AS due,
           d.duty ->> 'act_by' AS act_by, d.duty ->> 'start' AS start, d.duty ->> 'end' AS "end", d.duty -> 'owner' AS owner,
           CASE d.duty ->> 'state' WHEN 'open' THEN c.summary_json ->> 'owner' ELSE d.duty ->> 'officer' END AS officer,
           d.duty ->> 'party' AS party, d.duty ->> 'subject' AS subject, (d.duty ->> 'record')::bigint AS record,
           (d.duty ->> 'taken')::integer AS taken, coalesce((d.duty ->> 'watch')::boolean, false) AS watch
    FROM asb_case c CROSS JOIN LATERAL jsonb_array_elements(
        CASE jsonb_typeof(c.summary_json -> 'duties') WHEN 'array' THEN c.summary_json -> 'duties' ELSE '[]' END) WITH ORDINALITY AS d (duty, number);

CREATE VIEW asb_case_categories AS
    SELECT asb_text(c.id) AS case_id, k.category FROM asb_case c CROSS JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(c.summary_json -> 'categories') WHEN 'array' THEN c.summary_json -> 'categories' ELSE '[]' END) AS k (category);

INSERT INTO asb_schema (version) VALUES (3);
