-- 138,398 places of the world with 1,000 inhabitants and more, by country as they are: 16,193 in one, one in some.
CREATE SCHEMA geo;
CREATE TABLE geo.place (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  country text NOT NULL,
  name text NOT NULL,
  admin text NOT NULL,
  feature text NOT NULL,
  population bigint NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL
);
