-- The case that a case is a child of; never changes. Only those that were created as children have one.

ALTER TABLE holdfast.case_file ADD COLUMN parent_id uuid;
CREATE INDEX case_file_parent ON holdfast.case_file (parent_id) WHERE parent_id IS NOT NULL;
