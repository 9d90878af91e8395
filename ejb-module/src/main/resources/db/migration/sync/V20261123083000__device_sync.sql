-- What each device told with its last report: the present state, one row per device.
CREATE TABLE holdfast.device_sync (
  device_id        uuid PRIMARY KEY,
  -- when it last switched to a checkpoint, null if it never did
  last_sync_at     timestamptz,
  kind             text CHECK (kind IN ('full', 'delta')),
  rows             bigint NOT NULL DEFAULT 0,
  bytes            bigint NOT NULL DEFAULT 0,
  millis           bigint NOT NULL DEFAULT 0,
  buckets          integer NOT NULL DEFAULT 0,
  pending          integer NOT NULL DEFAULT 0,
  package_versions text[] NOT NULL DEFAULT '{}',
  -- what its last sync failed with, null if it did not
  error            text
);

-- Every sync that was reported. The id is made of device and checkpoint by who writes it, so that a repeated report is one row.
CREATE TABLE holdfast.sync_log (
  id        uuid PRIMARY KEY,
  device_id uuid NOT NULL,
  at        timestamptz NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('full', 'delta')),
  rows      bigint NOT NULL,
  bytes     bigint NOT NULL,
  millis    bigint NOT NULL,
  healed    text[] NOT NULL,
  error     text,
  order_id  uuid
);
CREATE INDEX sync_log_at ON holdfast.sync_log (at, id);
CREATE INDEX sync_log_failed ON holdfast.sync_log (at, id) WHERE error IS NOT NULL;
CREATE INDEX sync_log_device ON holdfast.sync_log (device_id, at);
