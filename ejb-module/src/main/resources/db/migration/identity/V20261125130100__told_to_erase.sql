-- When a device that is to be erased heard it. Not revoked_at: that is an administrator's word.
ALTER TABLE holdfast.device ADD COLUMN told_to_erase_at timestamptz;
