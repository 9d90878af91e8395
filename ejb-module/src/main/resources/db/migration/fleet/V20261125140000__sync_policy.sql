-- What administrators say about when devices receive and send by themselves; null is left to more general policies.
CREATE TABLE holdfast.sync_policy (
  target                   text PRIMARY KEY CHECK (target = 'everyone' OR target ~ '^(application|role):.'),
  receive                  text CHECK (receive IN ('CONNECTED', 'INTERVAL', 'LAUNCH', 'MANUAL')),
  receive_interval_seconds integer CHECK (receive_interval_seconds BETWEEN 10 AND 2592000),
  receive_pause_seconds    integer CHECK (receive_pause_seconds BETWEEN 0 AND 2592000),
  send                     text CHECK (send IN ('CONNECTED', 'MANUAL')),
  send_pause_seconds       integer CHECK (send_pause_seconds BETWEEN 0 AND 2592000),
  batch                    integer CHECK (batch BETWEEN 1 AND 100),
  version                  bigint NOT NULL
);

-- A device that is up to date has news when another policy may hold for it.
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON holdfast.sync_policy
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('policy');
CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.sync_policy
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
