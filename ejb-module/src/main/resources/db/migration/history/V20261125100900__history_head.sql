-- The end of each case's chain, beside the chain: entries that are cut off its end are missed. One row per case, also for one that is no
-- case yet. It only moves on.
CREATE TABLE holdfast.history_head (
  case_id  uuid PRIMARY KEY,
  position bigint NOT NULL CHECK (position > 0),
  hash     text NOT NULL
);

INSERT INTO holdfast.history_head (case_id, position, hash)
SELECT DISTINCT ON (case_id) case_id, position, hash FROM holdfast.history_entry ORDER BY case_id, position DESC;

CREATE FUNCTION holdfast.refuse_history_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.case_id <> OLD.case_id OR NEW.position <= OLD.position THEN
    RAISE EXCEPTION 'the history is append-only: its end only moves on' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER history_head_append_only BEFORE DELETE OR TRUNCATE ON holdfast.history_head
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_history_change();
CREATE TRIGGER history_head_moves_on BEFORE UPDATE ON holdfast.history_head
  FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_history_return();

-- Also under session_replication_role = replica.
ALTER TABLE holdfast.history_entry ENABLE ALWAYS TRIGGER history_entry_append_only;
ALTER TABLE holdfast.history_head ENABLE ALWAYS TRIGGER history_head_append_only;
ALTER TABLE holdfast.history_head ENABLE ALWAYS TRIGGER history_head_moves_on;
