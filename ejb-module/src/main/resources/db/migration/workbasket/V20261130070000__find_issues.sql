-- What issues are found and grouped by. An upgrade writes the table anew.

-- The values of a submission as words; never fails, since parking must not.
CREATE FUNCTION holdfast.issue_words(payload text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  said jsonb;
BEGIN
  BEGIN
    said := payload::jsonb;
    IF jsonb_typeof(said -> 'fields') = 'object' THEN
      RETURN jsonb_to_tsvector('simple', jsonb_build_array(said -> 'fields', said -> 'base'),
                               '["string", "numeric", "boolean"]');
    END IF;
  EXCEPTION WHEN OTHERS THEN
    NULL; -- no JSON that the database takes: a text then
  END;
  RETURN to_tsvector('simple', left(payload, 100000));
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN ''::tsvector; -- more different words than fit: it is found by all else
END
$$;

-- One value of a submission that could be read.
CREATE FUNCTION holdfast.issue_says(payload text, key text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN payload::json ->> key;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END
$$;

ALTER TABLE holdfast.issue
  -- for people
  ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN package_version text,
  -- field, else code, of the first message
  ADD COLUMN cause text,
  ADD COLUMN device_name text,
  -- the issue of the same user's same action on the same case before, and how many there were
  ADD COLUMN predecessor uuid,
  ADD COLUMN repeats integer NOT NULL DEFAULT 0;

UPDATE holdfast.issue i
SET package_version = CASE WHEN application IS NOT NULL THEN holdfast.issue_says(payload, 'packageVersion') END,
    device_name = (SELECT d.name FROM holdfast.device d WHERE d.id = i.device_id);

ALTER TABLE holdfast.issue ADD COLUMN search tsvector GENERATED ALWAYS AS (
  array_to_tsvector(array_remove(ARRAY['#' || number::text, id::text, case_id::text, action_id::text, device_id::text], NULL))
  || to_tsvector('simple', workbasket || ' ' || reason || ' ' || user_name || ' ' || coalesce(device_name, '') || ' '
     || coalesce(application, '') || ' ' || coalesce(case_type, '') || ' ' || coalesce(action, '') || ' ' || coalesce(cause, ''))
  -- a name with dots is one word to the parser; its parts are found too
  || to_tsvector('simple', translate(user_name || ' ' || coalesce(device_name, ''), '.@_-/', '     '))
  || jsonb_to_tsvector('simple', messages, '["string"]')
  || holdfast.issue_words(payload)) STORED;

CREATE UNIQUE INDEX issue_number ON holdfast.issue (number);
CREATE INDEX issue_search ON holdfast.issue USING gin (search);
CREATE INDEX issue_unresolved_basket ON holdfast.issue (workbasket, received_at, id) INCLUDE (status)
  WHERE status <> 'resolved';
CREATE INDEX issue_basket ON holdfast.issue (workbasket, received_at, id);
CREATE INDEX issue_status ON holdfast.issue (status, received_at, id);
CREATE INDEX issue_reason ON holdfast.issue (reason, received_at, id);
CREATE INDEX issue_user ON holdfast.issue (user_name, received_at, id);
CREATE INDEX issue_device ON holdfast.issue (device_id, received_at, id);
CREATE INDEX issue_resolved ON holdfast.issue (resolved_at) INCLUDE (workbasket, reason) WHERE status = 'resolved';
-- groups by cause are read from the index alone
CREATE INDEX issue_cause ON holdfast.issue (reason, application, case_type, package_version, cause)
  INCLUDE (status, workbasket, received_at);
