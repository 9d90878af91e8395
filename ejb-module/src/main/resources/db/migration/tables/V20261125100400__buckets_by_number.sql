-- Capture calls a bucket by 8 bytes instead of its terms: a captured row takes less than half the space. Capture tables are made anew and
-- filled when the server starts; until then triggers of the old layout do nothing, so that no writer fails.
DO $$
DECLARE
  old text;
BEGIN
  FOR old IN
    SELECT p.oid::regproc FROM pg_proc p
    WHERE p.pronamespace = 'holdfast'::regnamespace AND p.prorettype = 'trigger'::regtype
      AND starts_with(p.proname, 'capture_') AND pg_has_role(p.proowner, 'USAGE')
  LOOP
    EXECUTE format(
      'CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $idle$BEGIN RETURN NULL; END$idle$', old);
  END LOOP;
END
$$;
UPDATE holdfast.capture_unit SET retired_at = now(), script = '' WHERE retired_at IS NULL;

DROP TABLE holdfast.bucket_change;
CREATE TABLE holdfast.bucket_change (
  unit text COLLATE "C" NOT NULL,
  bucket bigint NOT NULL,
  xid xid8 NOT NULL,
  rows bigint NOT NULL,
  sum numeric NOT NULL
);
CREATE INDEX ON holdfast.bucket_change (unit, bucket, xid) INCLUDE (rows, sum);

-- What capture calls a bucket within its unit; the same as BucketName.id in the kernel.
-- STABLE and not STRICT, as the two below: only so does PostgreSQL put their bodies in place of their calls.
CREATE FUNCTION holdfast.bucket_id(terms text) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ('x' || encode(substring(sha256(convert_to(terms, 'UTF8')) FROM 1 FOR 8), 'hex'))::bit(64)::bigint;

CREATE OR REPLACE FUNCTION holdfast.bucket_value(value text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN value COLLATE "C" ~ '^[A-Za-z0-9 _.:@+-]+$' THEN value ELSE to_json(value)::text END;

CREATE OR REPLACE FUNCTION holdfast.row_hash(key text, content text) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ('x' || encode(substring(sha256(convert_to(key || E'\t' || content, 'UTF8')) FROM 1 FOR 8), 'hex'))::bit(64)::bigint;
