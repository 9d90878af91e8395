-- After how long without contact a device locks; null never, or left to more general policies.
ALTER TABLE holdfast.sync_policy
  ADD COLUMN lock_after_offline_seconds integer CHECK (lock_after_offline_seconds BETWEEN 60 AND 31622400);
