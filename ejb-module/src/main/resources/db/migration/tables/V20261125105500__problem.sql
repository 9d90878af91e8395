-- Why a unit can't be captured as its source is now; null if it can.
ALTER TABLE holdfast.capture_unit ADD COLUMN problem text;
-- How often it was made whole after a problem: devices receive its rows anew each time.
ALTER TABLE holdfast.capture_unit ADD COLUMN renewals integer NOT NULL DEFAULT 0;
