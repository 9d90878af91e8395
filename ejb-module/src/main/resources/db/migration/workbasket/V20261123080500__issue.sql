-- Parked actions, whole, until a person has decided on them.

CREATE TABLE holdfast.issue (
  id                uuid PRIMARY KEY,
  workbasket        text NOT NULL,
  application       text,
  case_id           uuid,
  case_type         text,
  action            text,
  action_id         uuid NOT NULL UNIQUE,
  reason            text NOT NULL,
  messages          jsonb NOT NULL,
  status            text NOT NULL CHECK (status IN ('open', 'claimed', 'resolved')),
  user_name         text NOT NULL,
  device_id         uuid,
  sequence          bigint NOT NULL,
  performed_at      timestamptz,
  received_at       timestamptz NOT NULL,
  -- the submission as it came: text, since it may be anything
  payload           text NOT NULL,
  -- the action that this one waits behind
  behind_action     uuid,
  claimed_by        text,
  resolution        text,
  resolution_reason text,
  resolved_by       text,
  resolved_at       timestamptz,
  version           bigint NOT NULL
);
CREATE INDEX issue_unresolved ON holdfast.issue (received_at, id) WHERE status <> 'resolved';
CREATE INDEX issue_received ON holdfast.issue (received_at, id);
CREATE INDEX issue_case ON holdfast.issue (case_id);
CREATE INDEX issue_behind ON holdfast.issue (behind_action) WHERE behind_action IS NOT NULL;
