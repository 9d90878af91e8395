-- The worklist that a case is on; when it was created, and when it came into its stage, by the moments of the actions
-- that did it. Cases that are there have none of these: they count from created_at and changed_at, until their next
-- change writes it down. So no row is touched here, and nothing is captured.

ALTER TABLE holdfast.case_file
  ADD COLUMN worklist text,
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN stage_since timestamptz;
