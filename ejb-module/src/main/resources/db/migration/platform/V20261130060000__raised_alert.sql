-- What an administrator has to look into although no user waits for it. One is open per kind and subject, however many devices notice it; the same
-- again counts up. Until now this was sync's table alert, one row per device, which moves here.
CREATE TABLE holdfast.raised_alert (
  id            uuid PRIMARY KEY,
  -- healed: a device's bucket was not what the server said, and came again; drift: what a verification found and repaired; problem: a source that
  -- can't be captured as it is
  kind          text NOT NULL CHECK (kind IN ('healed', 'drift', 'problem')),
  -- healed: the bucket; drift, problem: application/unit
  subject       text NOT NULL,
  -- what was seen, for people; null if the kind says it all
  detail        text,
  first_at      timestamptz NOT NULL,
  last_at       timestamptz NOT NULL,
  times         bigint NOT NULL DEFAULT 1,
  -- how many devices noticed it: rows of alert_device
  devices       bigint NOT NULL DEFAULT 0,
  -- counts what happened to it, so that nobody closes what they have not seen
  version       bigint NOT NULL DEFAULT 1,
  closed_at     timestamptz,
  closed_by     text,
  closed_reason text
);
CREATE UNIQUE INDEX raised_alert_open ON holdfast.raised_alert (kind, subject) WHERE closed_at IS NULL;
CREATE INDEX raised_alert_open_last ON holdfast.raised_alert (last_at, id) WHERE closed_at IS NULL;
CREATE INDEX raised_alert_last ON holdfast.raised_alert (last_at, id);
CREATE INDEX raised_alert_closed ON holdfast.raised_alert (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE holdfast.alert_device (
  alert_id  uuid NOT NULL REFERENCES holdfast.raised_alert ON DELETE CASCADE,
  device_id uuid NOT NULL,
  first_at  timestamptz NOT NULL,
  last_at   timestamptz NOT NULL,
  times     bigint NOT NULL,
  PRIMARY KEY (alert_id, device_id)
);
CREATE INDEX alert_device_last ON holdfast.alert_device (alert_id, last_at);
