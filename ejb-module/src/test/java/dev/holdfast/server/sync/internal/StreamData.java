package dev.holdfast.server.sync.internal;

import java.util.List;

/** The application and the rows that streams are tried with. */
final class StreamData {
  /** The states of a user who has most of the airports. */
  static final List<String> STATES = List.of("AK", "New, York");

  static final String PACKAGE =
      """
      application: field
      version: 1.0.0
      user-attributes: {states: {type: text, many: true}}
      roles: [inspector]
      tables:
        airport:
          source: demo.airport
          key: [iata]
          columns: [iata, name, state, latitude]
          scope: row.state in user.states
          receive: changes
        kind:
          source: demo.kind
          key: [id]
          columns: [id, name]
          scope: "true"
          receive: table
          priority: last
      cases:
        visit:
          fields:
            site: {type: reference, table: airport}
          scope: [case.assignee == user.name, case.site.state in user.states]
          stages: [open, closed]
          actions:
            create: {creates: open, by: [inspector], sets: [site, assignee]}
            close: {from: open, to: closed, completes: true, by: [inspector]}
      """;
  static final String SCHEMA =
      """
      CREATE SCHEMA demo;
      CREATE TABLE demo.airport (iata text PRIMARY KEY, name text, state text, latitude float8);
      CREATE TABLE demo.kind (id int PRIMARY KEY, name text);
      INSERT INTO demo.airport
      SELECT 'A' || i, 'Airport ' || i, (ARRAY['AK', 'WY', 'New, York'])[1 + i % 3], i / 7.0
      FROM generate_series(1, 60) i;
      INSERT INTO demo.kind SELECT i, 'Kind ' || i FROM generate_series(1, 5) i;
      INSERT INTO holdfast.case_file (id, application, type, stage, completed, version, assignee, fields,
        package_version, created_at, changed_at, last_device_from, last_action)
      SELECT gen_random_uuid(), 'field', 'visit', 'open', false, 1, (ARRAY['alice', 'bob', NULL])[1 + i % 3],
             jsonb_build_object('site', 'A' || i), '1.0.0', now(), now(), 1, gen_random_uuid()
      FROM generate_series(1, 20) i;
      """;

  /** Bucket, key and row as they should be, by hand. */
  static final String TRUTH =
      """
      SELECT 'field/airport[state=' || holdfast.bucket_value(state) || ']', json_build_array(iata)::text,
             json_build_array(iata, name, state, latitude)::text
      FROM demo.airport WHERE state IS NOT NULL
      UNION ALL SELECT 'field/kind[]', json_build_array(id)::text, json_build_array(id, name)::text FROM demo.kind
      UNION ALL SELECT 'field/visit[' || b.name || ']', json_build_array(c.id::text)::text,
             json_build_array(c.id::text, stage, completed, version, assignee, fields::text, created_at::text, changed_at::text)::text
      FROM holdfast.case_file c LEFT JOIN demo.airport a ON a.iata = c.fields ->> 'site'
      CROSS JOIN LATERAL (VALUES ('assignee=' || assignee), ('site.state=' || holdfast.bucket_value(a.state))) b (name)
      WHERE b.name IS NOT NULL
      """;

  private StreamData() {}
}
