-- Webhooks: other systems that want to know what became of actions, and what they are still to be told.

CREATE TABLE holdfast.webhook (
  id            uuid PRIMARY KEY,
  name          text NOT NULL,
  url           text NOT NULL,
  enabled       boolean NOT NULL,
  -- what it wants; empty is all
  applications  text[] NOT NULL,
  case_types    text[] NOT NULL,
  kinds         text[] NOT NULL,
  -- the secret is derived from the server's key, the id and this number; it is not stored
  secret_number integer NOT NULL,
  -- until then messages are also signed with the secret before
  former_until  timestamptz,
  version       bigint NOT NULL,
  -- what who delivers needs: failures in a row, and until when nothing is sent after them
  failures      integer NOT NULL DEFAULT 0,
  rests_until   timestamptz,
  last_error    text,
  delivered_at  timestamptz,
  -- who is delivering, and until when nobody else does
  holder        uuid,
  held_until    timestamptz
);
-- An expression, so that a change of the name locks the row no more than any other: actions ask for its key.
CREATE UNIQUE INDEX webhook_name ON holdfast.webhook (lower(name));

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OF version OR DELETE OR TRUNCATE ON holdfast.webhook
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change('webhook');

CREATE TABLE holdfast.webhook_delivery (
  -- the same with each attempt, for who receives
  id         uuid PRIMARY KEY,
  -- no foreign key: an action must not fail because a webhook is removed
  webhook_id uuid NOT NULL,
  -- given under the locks of the case, so in the order of its versions
  position   bigint GENERATED ALWAYS AS IDENTITY,
  case_id    uuid NOT NULL,
  action_id  uuid NOT NULL,
  kind       text NOT NULL,
  -- what is sent; not kept when it was delivered
  body       text,
  created_at timestamptz NOT NULL,
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts   integer NOT NULL DEFAULT 0,
  -- when it is sent next; of what is not sent any more, when that was settled
  next_at    timestamptz NOT NULL,
  give_up_at timestamptz NOT NULL,
  tried_at   timestamptz,
  -- HTTP status of the last answer, null if there was none
  answer     integer,
  error      text
);
CREATE INDEX webhook_delivery_due ON holdfast.webhook_delivery (webhook_id, next_at, position) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_case ON holdfast.webhook_delivery (webhook_id, case_id, position) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_log ON holdfast.webhook_delivery (webhook_id, position);
CREATE INDEX webhook_delivery_failed ON holdfast.webhook_delivery (webhook_id, position) WHERE state = 'failed';
CREATE INDEX webhook_delivery_old ON holdfast.webhook_delivery (state, next_at) WHERE state <> 'waiting';
