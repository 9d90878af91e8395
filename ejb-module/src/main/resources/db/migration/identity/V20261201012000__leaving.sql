-- What an ended device may still do, and what became of it.
ALTER TABLE holdfast.device
  -- whether what it has not sent is taken; those that were ended before were told to keep it
  ADD COLUMN accepts_unsent boolean NOT NULL DEFAULT false,
  -- when it told that it has done as ordered, and how many actions it had not sent; null: it could not tell
  ADD COLUMN left_at timestamptz,
  ADD COLUMN left_unsent integer CHECK (left_unsent >= 0),
  -- when it told that its store can't be read any more
  ADD COLUMN erased_at timestamptz;

DROP TRIGGER note_update ON holdfast.device;
-- Not for the time of the last contact, nor for refresh tokens.
CREATE TRIGGER note_update AFTER UPDATE ON holdfast.device FOR EACH ROW
  WHEN ((OLD.id, OLD.user_name, OLD.revoked_at, OLD.wipe_requested_at, OLD.session_id, OLD.session_epoch, OLD.accepts_unsent, OLD.left_at)
    IS DISTINCT FROM (NEW.id, NEW.user_name, NEW.revoked_at, NEW.wipe_requested_at, NEW.session_id, NEW.session_epoch, NEW.accepts_unsent, NEW.left_at))
  EXECUTE FUNCTION holdfast.note_change('device', 'id');
