-- Since when a unit can't be compared or installed for a reason that passes by itself, and what an alert says of it; null while it works.
ALTER TABLE holdfast.capture_unit ADD COLUMN failing_since timestamptz, ADD COLUMN failing text;
