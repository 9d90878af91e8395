-- scanner: one of the scanners of contents fails; the subject is its class.
ALTER TABLE holdfast.raised_alert
  DROP CONSTRAINT raised_alert_kind_check,
  ADD CONSTRAINT raised_alert_kind_check CHECK (kind IN ('healed', 'drift', 'problem', 'scanner'));
