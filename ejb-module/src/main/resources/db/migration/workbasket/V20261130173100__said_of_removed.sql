-- What was said of an issue goes with the history of its case, and only then.
CREATE FUNCTION holdfast.refuse_issue_event_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
      SELECT FROM gone g WHERE NOT EXISTS (
        SELECT FROM holdfast.issue i JOIN holdfast.history_entry e ON e.case_id = i.case_id AND e.action = 'history:removed'
        WHERE i.id = g.issue_id AND i.status = 'resolved')) THEN
    RAISE EXCEPTION 'what was said of an issue is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER issue_event_append_only ON holdfast.issue_event;
CREATE TRIGGER issue_event_append_only BEFORE UPDATE OR TRUNCATE ON holdfast.issue_event
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_issue_event_change();
CREATE TRIGGER issue_event_removal AFTER DELETE ON holdfast.issue_event
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_issue_event_removal();
ALTER TABLE holdfast.issue_event ENABLE ALWAYS TRIGGER issue_event_append_only;
ALTER TABLE holdfast.issue_event ENABLE ALWAYS TRIGGER issue_event_removal;
