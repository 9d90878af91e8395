-- The watcher reads what is new by transaction.
CREATE INDEX bucket_change_xid ON holdfast.bucket_change (xid);

-- What is captured, and how, is in the nodes' memory. Not the time of the last scan.
CREATE TRIGGER note_change AFTER INSERT OR DELETE ON holdfast.capture_unit
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('logic');
CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.capture_unit
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
CREATE TRIGGER note_update AFTER UPDATE ON holdfast.capture_unit FOR EACH ROW
  WHEN ((OLD.name, OLD.application, OLD.unit, OLD.strategy, OLD.definition, OLD.column_types, OLD.key_types, OLD.lines, OLD.problem, OLD.retired_at)
    IS DISTINCT FROM (NEW.name, NEW.application, NEW.unit, NEW.strategy, NEW.definition, NEW.column_types, NEW.key_types, NEW.lines, NEW.problem, NEW.retired_at))
  EXECUTE FUNCTION holdfast.note_change('logic');
