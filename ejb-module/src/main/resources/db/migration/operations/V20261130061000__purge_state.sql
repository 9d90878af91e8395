-- A purge runs beside whoever asked for it. It is at work while its session holds the lock of purges; one that has begun, has not ended and holds no
-- lock was interrupted.
ALTER TABLE holdfast.purge
  -- when a thread took it on; null until then
  ADD COLUMN taken_at timestamptz,
  -- what it is at
  ADD COLUMN step text,
  ADD COLUMN alerts bigint NOT NULL DEFAULT 0,
  -- what it failed with, null if it did not
  ADD COLUMN error text;
UPDATE holdfast.purge SET taken_at = started_at;
