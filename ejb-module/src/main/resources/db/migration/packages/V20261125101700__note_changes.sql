-- The logic in the nodes' memory ends when another is in force.
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON holdfast.active_package
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('logic');
CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.active_package
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
