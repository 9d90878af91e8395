-- What administrators changed besides cases: append-only, like the history.

CREATE TABLE holdfast.audit_entry (
  position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        timestamptz NOT NULL,
  user_name text NOT NULL,
  action    text NOT NULL,
  subject   text NOT NULL,
  reason    text,
  -- {"field": [before, after]}
  changes   jsonb NOT NULL
);
CREATE INDEX audit_entry_user ON holdfast.audit_entry (user_name, position);
CREATE INDEX audit_entry_action ON holdfast.audit_entry (action, position);

CREATE FUNCTION holdfast.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON holdfast.audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_audit_change();

-- Also in a session that replicates, where other triggers rest.
ALTER TABLE holdfast.audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only;
ALTER TABLE holdfast.history_entry ENABLE ALWAYS TRIGGER history_entry_append_only;
