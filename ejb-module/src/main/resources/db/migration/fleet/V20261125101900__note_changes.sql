-- A device that is up to date has news when it gets an order, and none when the order is done.
CREATE TRIGGER note_change AFTER INSERT OR DELETE ON holdfast.resync_device
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('order', 'device_id');
CREATE TRIGGER note_update AFTER UPDATE ON holdfast.resync_device FOR EACH ROW
  WHEN ((OLD.device_id, OLD.status = 'done') IS DISTINCT FROM (NEW.device_id, NEW.status = 'done'))
  EXECUTE FUNCTION holdfast.note_change('order', 'device_id');
CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.resync_device
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
