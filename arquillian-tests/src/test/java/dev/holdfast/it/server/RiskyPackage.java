package dev.holdfast.it.server;

/** An application whose guard needs a row that not every device has that has the case. */
public final class RiskyPackage {
  private RiskyPackage() {}

  /** Makes its table. */
  public static void makeTable(String application) {
    String schema = application.replace('-', '_');
    ServerTest.sql(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + schema + ".place (id text PRIMARY KEY, region text)");
  }

  /** Its source. */
  public static String source(String application) {
    return """
        application: NAME
        version: 1.0.0
        user-attributes: {regions: {type: text, many: true}}
        roles: [NAME-worker]
        tables:
          place:
            source: SCHEMA.place
            key: [id]
            columns: [id, region]
            scope: row.region in user.regions
        cases:
          job:
            fields:
              place: {type: reference, table: place}
            scope: [case.assignee == user.name]
            stages: [open, done]
            actions:
              begin: {creates: open, by: [NAME-worker], sets: [place, assignee]}
              end: {from: open, to: done, completes: true, by: [NAME-worker], when: case.place.region == 'north'}
        """
        .replace("NAME", application)
        .replace("SCHEMA", application.replace('-', '_'));
  }
}
