-- Addresses that were told of an issue while others could not be, so that they are not told again.

ALTER TABLE holdfast.issue ADD COLUMN told_to text[] NOT NULL DEFAULT '{}';
