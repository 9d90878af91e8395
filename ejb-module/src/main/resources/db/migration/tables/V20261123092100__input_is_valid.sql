-- What pg_input_is_valid of PostgreSQL 16 does, for 15 too: whether a text is a value of a type.
CREATE FUNCTION holdfast.input_is_valid(value text, type text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format('SELECT %L::%s', value, type::regtype);
  RETURN true;
EXCEPTION
  WHEN data_exception THEN
    RETURN false;
END
$$;
