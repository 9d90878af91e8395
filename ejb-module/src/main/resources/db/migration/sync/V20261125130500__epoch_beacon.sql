-- Marks of this history, one now and then: a restored database lacks those that were set after what was restored, and those that it sets from
-- then on are no marks of the time that it lost. xid is not unique: rows that were dumped and restored have those of another history.
CREATE TABLE holdfast.epoch_beacon (
  id      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  xid     xid8 NOT NULL DEFAULT pg_current_xact_id(),
  set_at  timestamptz NOT NULL,
  -- when the database server under which it was set had started
  started timestamptz NOT NULL
);
CREATE INDEX epoch_beacon_xid ON holdfast.epoch_beacon (xid);
