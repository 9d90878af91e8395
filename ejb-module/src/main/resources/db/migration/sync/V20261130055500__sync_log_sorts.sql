-- The log is sorted by these too; without, each part of it reads all of it.
CREATE INDEX sync_log_rows ON holdfast.sync_log (rows, id);
CREATE INDEX sync_log_bytes ON holdfast.sync_log (bytes, id);
CREATE INDEX sync_log_millis ON holdfast.sync_log (millis, id);
