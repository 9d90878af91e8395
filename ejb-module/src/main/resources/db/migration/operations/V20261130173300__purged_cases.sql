-- Completed cases whose retention was over.
ALTER TABLE holdfast.purge ADD COLUMN cases bigint NOT NULL DEFAULT 0;
