-- store: the store of contents is away; the subject is its name. content: the bytes of a content are not what its id says; the subject is the id.
ALTER TABLE holdfast.raised_alert
  DROP CONSTRAINT raised_alert_kind_check,
  ADD CONSTRAINT raised_alert_kind_check CHECK (kind IN ('healed', 'drift', 'problem', 'scanner', 'store', 'content'));
