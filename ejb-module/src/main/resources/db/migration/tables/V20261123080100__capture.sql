-- What is captured. One row per capture table; a unit whose key changed has a new one, and the old one is retired until it can be dropped.
CREATE TABLE holdfast.capture_unit (
  name text PRIMARY KEY,
  application text NOT NULL,
  unit text NOT NULL,
  source text NOT NULL,
  strategy text NOT NULL,
  -- digest by which devices know whether the rows they hold still mean the same
  definition text NOT NULL,
  -- digest of the SQL that was installed and after which the unit was filled
  script text NOT NULL,
  column_types text[] NOT NULL,
  key_types text[] NOT NULL,
  -- SELECT that makes the lines of a sync, without WHERE
  lines text NOT NULL,
  -- relations whose triggers feed it
  relations text[] NOT NULL,
  scanned_at timestamptz,
  retired_at timestamptz
);
CREATE UNIQUE INDEX ON holdfast.capture_unit (application, unit) WHERE retired_at IS NULL;

-- Units whose capture may be wrong and is to be verified: seen by a device or a sync, or written under an isolation level that hides
-- concurrent changes of rows referred to.
CREATE TABLE holdfast.capture_suspicion (
  unit text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- What one statement added to a bucket's count and sum of hashes. Insert only; folded when every snapshot sees it.
CREATE TABLE holdfast.bucket_change (
  unit text NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  xid xid8 NOT NULL,
  rows bigint NOT NULL,
  sum numeric NOT NULL
);
CREATE INDEX ON holdfast.bucket_change (unit, bucket, xid) INCLUDE (rows, sum);

-- A value in the name of a bucket; the same as BucketName.quote in the kernel.
CREATE FUNCTION holdfast.bucket_value(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN value COLLATE "C" ~ '^[A-Za-z0-9 _.:@+-]+$' THEN value ELSE to_json(value)::text END;

-- The hash of a row as it travels; the same as RowHash in the kernel.
CREATE FUNCTION holdfast.row_hash(key text, content text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ('x' || encode(substring(sha256(convert_to(key || E'\t' || content, 'UTF8')) FROM 1 FOR 8), 'hex'))::bit(64)::bigint;

-- A sum of hashes as a signed 64-bit number; the same as BucketSum in the kernel.
CREATE FUNCTION holdfast.wrapped(sum numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (mod(mod(sum, 18446744073709551616) + 27670116110564327424, 18446744073709551616) - 9223372036854775808)::bigint;
