-- Entries whose time is over may be removed: where an entry in their place says which ones, and only there. Everything else only grows, as before.
CREATE FUNCTION holdfast.refuse_history_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
      SELECT FROM gone g WHERE NOT EXISTS (
        SELECT FROM holdfast.history_entry e WHERE e.case_id = g.case_id AND e.action = 'history:removed'
          AND g.position BETWEEN (e.changes #>> '{first-removed,1}')::bigint AND (e.changes #>> '{last-removed,1}')::bigint)) THEN
    RAISE EXCEPTION 'the history is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER history_entry_append_only ON holdfast.history_entry;
CREATE TRIGGER history_entry_append_only BEFORE UPDATE OR TRUNCATE ON holdfast.history_entry
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_history_change();
CREATE TRIGGER history_entry_removal AFTER DELETE ON holdfast.history_entry
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_history_removal();

-- Also under session_replication_role = replica.
ALTER TABLE holdfast.history_entry ENABLE ALWAYS TRIGGER history_entry_append_only;
ALTER TABLE holdfast.history_entry ENABLE ALWAYS TRIGGER history_entry_removal;
