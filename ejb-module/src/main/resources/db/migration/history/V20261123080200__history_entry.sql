-- What happened to each case: append-only, every entry chained to the one before it.

CREATE TABLE holdfast.history_entry (
  case_id             uuid NOT NULL,
  position            bigint NOT NULL CHECK (position > 0),
  at                  timestamptz NOT NULL,
  user_name           text NOT NULL,
  device_id           uuid,
  action              text NOT NULL,
  action_id           uuid,
  outcome             text NOT NULL,
  reason              text,
  version             bigint NOT NULL,
  base_version        bigint NOT NULL,
  package_version     text,
  performed_at        timestamptz,
  clock_offset_millis bigint NOT NULL,
  changes             jsonb NOT NULL,
  overwritten         jsonb NOT NULL,
  prev_hash           text NOT NULL,
  hash                text NOT NULL,
  PRIMARY KEY (case_id, position)
);

CREATE FUNCTION holdfast.refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER history_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON holdfast.history_entry
  FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_history_change();
