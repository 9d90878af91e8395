-- Rights in the nodes' memory end when these change.
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON holdfast.app_user
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('user', 'name');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON holdfast.user_role
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('user', 'user_name');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON holdfast.user_attribute
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('user', 'user_name');
CREATE TRIGGER note_change AFTER INSERT OR DELETE ON holdfast.device
  FOR EACH ROW EXECUTE FUNCTION holdfast.note_change('device', 'id');
-- Not for the time of the last contact, nor for refresh tokens.
CREATE TRIGGER note_update AFTER UPDATE ON holdfast.device FOR EACH ROW
  WHEN ((OLD.id, OLD.user_name, OLD.revoked_at, OLD.wipe_requested_at, OLD.session_id, OLD.session_epoch)
    IS DISTINCT FROM (NEW.id, NEW.user_name, NEW.revoked_at, NEW.wipe_requested_at, NEW.session_id, NEW.session_epoch))
  EXECUTE FUNCTION holdfast.note_change('device', 'id');

CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.app_user
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.user_role
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.user_attribute
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
CREATE TRIGGER note_truncate AFTER TRUNCATE ON holdfast.device
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.note_change();
