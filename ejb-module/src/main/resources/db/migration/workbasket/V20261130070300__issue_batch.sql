-- Decisions on many issues at once: one that has not ended goes on where it was, on whichever node.

CREATE TABLE holdfast.issue_batch (
  id           uuid PRIMARY KEY,
  started_by   text NOT NULL,
  started_at   timestamptz NOT NULL,
  how          text NOT NULL,
  reason       text NOT NULL,
  -- the filter that chose the issues, by parameter
  filter       jsonb NOT NULL,
  issues       integer NOT NULL,
  ended_at     timestamptz,
  cancelled_by text
);
CREATE INDEX issue_batch_started ON holdfast.issue_batch (started_at, id);
CREATE INDEX issue_batch_running ON holdfast.issue_batch (started_at, id) WHERE ended_at IS NULL;

CREATE TABLE holdfast.issue_batch_item (
  batch_id uuid NOT NULL REFERENCES holdfast.issue_batch,
  position integer NOT NULL,
  issue_id uuid NOT NULL REFERENCES holdfast.issue,
  -- the issue's version when the batch was started
  version  bigint NOT NULL,
  state    text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed', 'skipped')),
  attempts integer NOT NULL DEFAULT 0,
  why      text,
  at       timestamptz,
  PRIMARY KEY (batch_id, position)
);
CREATE INDEX issue_batch_item_waiting ON holdfast.issue_batch_item (batch_id, attempts, position) WHERE state = 'waiting';
CREATE INDEX issue_batch_item_state ON holdfast.issue_batch_item (batch_id, state, position);
