package dev.holdfast.it.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.peer.client.Peer;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A test with the foreign client. It has an application of its own: places, which go to whoever has
 * their region, and two types of cases, which go to their assignee. A visit merges fields, a check
 * parks what is stale.
 */
abstract class PeerTest extends ServerTest {
  /** So many rows come as lines. */
  static final int FEW = 300;

  /** So many come in segments. */
  static final int MANY = 20_000;

  private static final String SOURCE =
      """
      application: NAME
      version: VERSION
      user-attributes: {regions: {type: text, many: true}}
      roles: [NAME-worker]
      tables:
        place:
          source: SPOT.place
          key: [id]
          columns: [COLUMNS]
          scope: row.region in user.regions
      cases:
        visit:
          fields:
            note: {type: text, max: 100}
            count: {type: integer, min: 0, on-conflict: max}
            total: {type: integer, on-conflict: add}
          scope: case.assignee == user.name
          stages: [open, done]
          conflict: merge-fields
          actions:
            begin: {creates: open, by: NAME-worker, sets: [note, count, total, assignee]}
            write: {from: open, by: NAME-worker, sets: [note, count, total, assignee]}
            end: {from: open, to: done, completes: true, by: NAME-worker, when: has(case.note), message: Give the note first}
        check:
          fields:
            note: {type: text, max: 100}
          scope: case.assignee == user.name
          stages: [open, done]
          conflict: park-if-stale
          actions:
            begin: {creates: open, by: NAME-worker, sets: [note, assignee]}
            write: {from: open, by: NAME-worker, sets: note}
            end: {from: open, to: done, completes: true, by: NAME-worker}
      """;

  final String application = unique("peer");
  private final String schema = application.replace('-', '_');

  /** Makes the table and deploys the application. */
  PeerTest() {
    sql(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE "
            + schema
            + ".place (id integer PRIMARY KEY, name text, region text, height double precision,"
            + " price numeric, seen timestamptz, open boolean, photo bytea)");
    deployPackage(source("1.0.0", "id, name, region, height, price, seen, open, photo"));
  }

  /** The application with these columns of places. */
  final String source(String version, String columns) {
    return SOURCE
        .replace("NAME", application)
        .replace("VERSION", version)
        .replace("SPOT", schema)
        .replace("COLUMNS", columns);
  }

  /** Adds places with ids from one to another in a region. */
  final void places(int from, int to, String region) {
    change(
        """
        INSERT INTO place SELECT i, 'Ört\t' || md5(i::text), '%s', i / 7.0, i / 4.0,
          TIMESTAMPTZ '2026-01-01 08:00+02' + i * INTERVAL '1 minute', i %% 2 = 0, decode(md5(i::text), 'hex')
        FROM generate_series(%d, %d) i"""
            .formatted(region, from, to));
  }

  /** Runs a statement in which {@code place} is the table. */
  final void change(String statement) {
    sql(statement.replace(" place", " " + schema + ".place"));
  }

  /** A new worker in these regions. */
  final TestUser worker(String... regions) {
    return newUser(Set.of(application + "-worker"), Map.of("regions", List.of(regions)));
  }

  /** A new device of a user, by this connection. */
  static Peer enrol(TestUser user, Unreliable connection) throws IOException {
    Peer peer = new Peer(TestServer.api(), connection);
    peer.signIn(user.name(), user.password(), null);
    return peer;
  }

  /** A new device of a user. */
  static Peer enrol(TestUser user) throws IOException {
    return enrol(user, new Unreliable());
  }

  final String bucket(String region) {
    return application + "/place[region=" + region + "]";
  }

  final Map<String, String> places(Peer peer) {
    return peer.store().rows(application + "/place");
  }

  /** What the database has in a region, in the form of the wire, by the database itself. */
  final Map<String, String> truth(String region) {
    Map<String, String> rows = new TreeMap<>();
    query(
            "SELECT json_build_array(id), json_build_array(id, name, region, height, price::text,"
                + " (seen AT TIME ZONE 'UTC')::text || '+00', open, photo::text) FROM "
                + schema
                + ".place WHERE region = ?",
            region)
        .forEach(
            row ->
                rows.put(Objects.requireNonNull(row.get(0)), Objects.requireNonNull(row.get(1))));
    return rows;
  }

  /** A case as the server has it. */
  static JsonNode stored(String id) {
    return admin().get("/admin/cases/" + id).ok().json();
  }
}
