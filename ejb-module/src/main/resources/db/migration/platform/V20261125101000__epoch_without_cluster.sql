-- The cluster is asked for in each snapshot, together with all else that tells this database from a copy of it: what was stored here came
-- along with every copy.
ALTER TABLE holdfast.epoch DROP COLUMN cluster;
