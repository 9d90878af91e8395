-- Legal holds: what is under one is not removed, whoever tries. Those that were lifted stay as evidence.
CREATE TABLE holdfast.legal_hold (
  id          uuid PRIMARY KEY,
  -- one case, or all of a type
  case_id     uuid,
  application text,
  case_type   text,
  reason      text NOT NULL,
  placed_by   text NOT NULL,
  placed_at   timestamptz NOT NULL,
  lifted_by   text,
  lifted_at   timestamptz,
  lift_reason text,
  CHECK (CASE WHEN case_id IS NULL THEN num_nulls(application, case_type) = 0 ELSE num_nonnulls(application, case_type) = 0 END),
  CHECK (num_nulls(lifted_by, lifted_at, lift_reason) IN (0, 3))
);
CREATE INDEX legal_hold_placed ON holdfast.legal_hold (placed_at, id);
CREATE INDEX legal_hold_case ON holdfast.legal_hold (case_id) WHERE lifted_at IS NULL;
CREATE INDEX legal_hold_type ON holdfast.legal_hold (application, case_type) WHERE lifted_at IS NULL;

CREATE FUNCTION holdfast.is_held(held_case uuid, held_application text, held_type text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM holdfast.legal_hold WHERE lifted_at IS NULL AND case_id = held_case)
      OR EXISTS (SELECT FROM holdfast.legal_hold WHERE lifted_at IS NULL AND application = held_application AND case_type = held_type)
$$;

-- The purge asks first. This is for whoever does not.
CREATE FUNCTION holdfast.refuse_removal_of_held_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF holdfast.is_held(OLD.id, OLD.application, OLD.type) THEN
    RAISE EXCEPTION 'case % is under legal hold', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER case_file_held BEFORE DELETE ON holdfast.case_file
  FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_removal_of_held_case();

CREATE FUNCTION holdfast.refuse_removal_of_held_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
      SELECT FROM (SELECT DISTINCT case_id FROM gone) g LEFT JOIN holdfast.case_file c ON c.id = g.case_id
      WHERE holdfast.is_held(g.case_id, c.application, c.type)) THEN
    RAISE EXCEPTION 'a history is under legal hold' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER history_entry_held AFTER DELETE ON holdfast.history_entry
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_removal_of_held_history();

-- Also under session_replication_role = replica.
ALTER TABLE holdfast.case_file ENABLE ALWAYS TRIGGER case_file_held;
ALTER TABLE holdfast.history_entry ENABLE ALWAYS TRIGGER history_entry_held;
