-- Who has claimed what; and nodes know how many issues wait without asking.

CREATE INDEX issue_claimed_by ON holdfast.issue (claimed_by, received_at, id) WHERE claimed_by IS NOT NULL;

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OF status, workbasket OR DELETE OR TRUNCATE ON holdfast.issue
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change('workbasket');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON holdfast.workbasket
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change('workbasket');
