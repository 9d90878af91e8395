-- What people said of an issue and did with it, in order; append-only.

CREATE TABLE holdfast.issue_event (
  issue_id  uuid NOT NULL REFERENCES holdfast.issue,
  position  bigint GENERATED ALWAYS AS IDENTITY,
  at        timestamptz NOT NULL,
  user_name text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('commented', 'claimed', 'assigned', 'released', 'resolved', 'parked-again', 'failed')),
  text      text NOT NULL,
  PRIMARY KEY (issue_id, position)
);

CREATE FUNCTION holdfast.refuse_issue_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was said of an issue is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER issue_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON holdfast.issue_event
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_issue_event_change();
ALTER TABLE holdfast.issue_event ENABLE ALWAYS TRIGGER issue_event_append_only;
