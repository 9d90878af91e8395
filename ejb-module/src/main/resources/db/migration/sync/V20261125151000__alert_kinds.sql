-- Besides what devices heal: what a verification found and repaired, and sources that can't be captured as they are.
ALTER TABLE holdfast.alert
  DROP CONSTRAINT alert_kind_check,
  ADD CONSTRAINT alert_kind_check CHECK (kind IN ('healed', 'drift', 'problem')),
  -- null unless a device noticed
  ALTER COLUMN device_id DROP NOT NULL,
  -- what was seen, for people; null if the kind says it all
  ADD COLUMN detail text;
COMMENT ON COLUMN holdfast.alert.subject IS 'healed: the bucket; drift, problem: application/unit';
DROP INDEX holdfast.alert_open;
CREATE UNIQUE INDEX alert_open ON holdfast.alert (kind, subject, device_id) NULLS NOT DISTINCT WHERE closed_at IS NULL;
INSERT INTO holdfast.alert (id, kind, subject, first_at, last_at, detail)
  SELECT gen_random_uuid(), 'problem', application || '/' || unit, now(), now(), problem
  FROM holdfast.capture_unit WHERE problem IS NOT NULL AND retired_at IS NULL;
