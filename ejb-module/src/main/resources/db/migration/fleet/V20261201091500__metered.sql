-- What devices do by a connection that is paid for by what goes over it.
ALTER TABLE holdfast.sync_policy
  ADD COLUMN metered text CHECK (metered IN ('EVERYTHING', 'CHANGES', 'SEND', 'NOTHING'));
