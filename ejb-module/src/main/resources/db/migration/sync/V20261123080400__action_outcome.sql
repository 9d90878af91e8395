-- The first answer to every action, and what became of it later. The key is what makes an action take effect once.

CREATE TABLE holdfast.action_outcome (
  action_id           uuid PRIMARY KEY,
  device_id           uuid NOT NULL,
  user_name           text NOT NULL,
  case_id             uuid,
  outcome             text NOT NULL,
  reason              text,
  messages            jsonb NOT NULL,
  issue_id            uuid,
  version             bigint NOT NULL,
  decided_at          timestamptz NOT NULL,
  received_at         timestamptz NOT NULL,
  -- evidence: the device's order and clock, null if unreadable
  sequence            bigint,
  package_version     text,
  performed_at        timestamptz,
  clock_offset_millis bigint,
  -- SHA-256 of what it says, to tell a repeat from another action under the same id
  digest              text NOT NULL
);
CREATE INDEX action_outcome_device ON holdfast.action_outcome (device_id) WHERE reason IS NOT NULL;
