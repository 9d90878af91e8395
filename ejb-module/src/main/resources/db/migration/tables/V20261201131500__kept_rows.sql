-- Capture tables of what is scanned keep the rows as they were compared. They are made anew when the server starts; until that has been
-- possible (a foreign server may be away), devices keep what they have.
UPDATE holdfast.capture_unit SET problem = 'Its capture is being made anew.' WHERE strategy <> 'changes' AND retired_at IS NULL;
