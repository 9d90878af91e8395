-- After how many wrong passphrases a device erases its store; null never, or left to more general policies.
ALTER TABLE holdfast.sync_policy
  ADD COLUMN wipe_after_wrong_passphrases integer CHECK (wipe_after_wrong_passphrases BETWEEN 3 AND 100);
