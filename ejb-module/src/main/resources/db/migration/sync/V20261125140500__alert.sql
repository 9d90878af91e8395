-- What an administrator has to look into although no user waits for it. It stands until it is closed; the same again meanwhile counts up.
CREATE TABLE holdfast.alert (
  id        uuid PRIMARY KEY,
  -- healed: a device's bucket was not what the server said, and came again
  kind      text NOT NULL CHECK (kind IN ('healed')),
  -- the bucket
  subject   text NOT NULL,
  device_id uuid NOT NULL,
  first_at  timestamptz NOT NULL,
  last_at   timestamptz NOT NULL,
  times     bigint NOT NULL DEFAULT 1,
  closed_at timestamptz,
  closed_by text,
  closed_reason text
);
CREATE UNIQUE INDEX alert_open ON holdfast.alert (kind, device_id, subject) WHERE closed_at IS NULL;
CREATE INDEX alert_last ON holdfast.alert (last_at, id);
