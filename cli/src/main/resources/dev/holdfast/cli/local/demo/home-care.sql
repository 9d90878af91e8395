-- The tables of the demo home-care: a town that does not exist, with 480 people whom nobody is. Nothing is drawn by chance, so
-- everybody has the same.
CREATE SCHEMA IF NOT EXISTS homecare;

CREATE TABLE homecare.area (
  id text PRIMARY KEY,
  name text NOT NULL,
  team text NOT NULL);
COMMENT ON TABLE homecare.area IS 'Parts of an invented town, and the team that goes there';

INSERT INTO homecare.area VALUES
  ('alder', 'Alder Bank', 'north-team'),
  ('birch', 'Birch Hill', 'north-team'),
  ('cedar', 'Cedar Row', 'north-team'),
  ('dale', 'Low Dale', 'north-team'),
  ('elm', 'Elm Court', 'south-team'),
  ('ferry', 'Ferry Side', 'south-team'),
  ('grove', 'Plum Grove', 'south-team'),
  ('heath', 'Far Heath', 'south-team');

CREATE TABLE homecare.practice (
  id text PRIMARY KEY,
  doctor text NOT NULL,
  phone text NOT NULL);

INSERT INTO homecare.practice
SELECT 'D' || lpad(i::text, 2, '0'),
       'Dr. ' || (ARRAY['Amberly', 'Brackenridge', 'Coldwater', 'Duskfield', 'Emberton', 'Foxglove'])[1 + (i - 1) % 6] || ' (invented)',
       '555-01' || lpad(i::text, 2, '0')
FROM generate_series(1, 12) i;

-- A view takes no triggers: devices get its changes by a comparison (receive: rows).
CREATE VIEW homecare.practice_card AS
SELECT id, doctor, phone, doctor || ', ' || phone AS card FROM homecare.practice;

CREATE TABLE homecare.patient (
  id text PRIMARY KEY,
  name text NOT NULL,
  born date NOT NULL,
  street text NOT NULL,
  area text NOT NULL REFERENCES homecare.area,
  practice text NOT NULL REFERENCES homecare.practice,
  height_cm integer NOT NULL,
  allergy text,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL);
COMMENT ON TABLE homecare.patient IS 'Invented people';
CREATE INDEX ON homecare.patient (area);

INSERT INTO homecare.patient
SELECT 'P' || lpad(i::text, 4, '0'),
       (ARRAY['Ada', 'Bertil', 'Celia', 'Dorian', 'Elspeth', 'Florin', 'Greta', 'Hollis', 'Imke', 'Jarvis', 'Kunigunde', 'Lorcan',
              'Mirabel', 'Norwin', 'Ottilie', 'Percival', 'Quirina', 'Rufus', 'Saskia', 'Thaddeus', 'Ursel', 'Valentin', 'Wilma', 'Xaver'])[1 + i % 24]
         || ' '
         || (ARRAY['Applecart', 'Buttermere', 'Candlewick', 'Driftwood', 'Elderflower', 'Featherstone', 'Gooseberry', 'Hazelnut',
                   'Inkwell', 'Juniper', 'Kettleworth', 'Lanternfish', 'Marigold', 'Nightingale', 'Oatmeadow', 'Pepperpot', 'Quillfeather',
                   'Rainwater', 'Saddleback', 'Thistledown', 'Umberfield', 'Violetta', 'Windmill', 'Yarrow', 'Zephyrine', 'Bellweather',
                   'Cloudberry', 'Dandelion', 'Fiddlehead'])[1 + i % 29],
       DATE '1929-03-01' + i * 37 % 9800,
       (ARRAY['Mill Lane', 'Market Street', 'Orchard Way', 'Station Road', 'Church Walk', 'Garden Close'])[1 + i / 5 % 6] || ' ' || 1 + i * 7 % 90,
       (ARRAY['alder', 'birch', 'cedar', 'dale', 'elm', 'ferry', 'grove', 'heath'])[1 + (i + i / 8) % 8],
       'D' || lpad((1 + (i + i / 12) % 12)::text, 2, '0'),
       148 + i * 13 % 45,
       CASE WHEN i % 9 = 0 THEN 'Penicillin' WHEN i % 14 = 0 THEN 'Nuts' END,
       46.4 + (i * 31 % 480) / 4800.0,
       7.2 + (i * 53 % 480) / 4800.0
FROM generate_series(1, 480) i;

CREATE TABLE homecare.medication (
  id text PRIMARY KEY,
  patient text NOT NULL REFERENCES homecare.patient,
  name text NOT NULL,
  dose numeric NOT NULL,
  unit text NOT NULL,
  at text NOT NULL,
  with_food boolean NOT NULL);
CREATE INDEX ON homecare.medication (patient);

INSERT INTO homecare.medication
SELECT 'P' || lpad(i::text, 4, '0') || '-' || n,
       'P' || lpad(i::text, 4, '0'),
       m.name, m.dose, m.unit,
       (ARRAY['08:00', '08:00 and 20:00', '12:00', '21:30'])[1 + (i + n) % 4],
       (i + n) % 3 = 0
FROM generate_series(1, 480) i
CROSS JOIN LATERAL generate_series(1, 2 + i % 3) n
JOIN (VALUES (0, 'Metformin', 500, 'mg'), (1, 'Ramipril', 2.5, 'mg'), (2, 'Simvastatin', 20, 'mg'), (3, 'Levothyroxine', 75, 'µg'),
             (4, 'Insulin glargine', 18, 'units'), (5, 'Paracetamol', 500, 'mg'), (6, 'Furosemide', 40, 'mg'), (7, 'Bisoprolol', 2.5, 'mg'),
             (8, 'Vitamin D', 25, 'µg'), (9, 'Pantoprazole', 20, 'mg'), (10, 'Apixaban', 5, 'mg')) m (number, name, dose, unit)
  ON m.number = (i * 5 + n * 3) % 11;
