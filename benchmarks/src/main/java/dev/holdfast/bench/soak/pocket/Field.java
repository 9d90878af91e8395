package dev.holdfast.bench.soak.pocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The application: sites, assets that follow their site, two ledgers that are written together
 * always, and a case type for each conflict policy; in two versions.
 */
public final class Field {
  /** Its case types, one for each conflict policy. */
  public static final List<String> TYPES = List.of("loose", "merged", "strict");

  /** What a device shows of its rows, by table or case type; the server is asked the like. */
  static final Map<String, String> SHOWN = shown();

  /** The application. */
  public static final String NAME = "soak";

  /** Its versions. */
  public static final List<String> VERSIONS = List.of("1.0.0", "1.1.0");

  /** The regions. */
  public static final List<String> REGIONS = List.of("north", "south", "east", "west");

  /** How many sites there are. */
  public static final int SITES = 8;

  private static final List<String> POLICIES =
      List.of("last-writer-wins", "merge-fields", "park-if-stale");

  private static final int USERS = 12;

  private static final String SOURCE =
      """
      application: soak
      version: VERSION
      user-attributes: {regions: {type: text, many: true}}
      roles: [soaked]
      tables:
        site:
          source: soak.site
          key: [id]
          columns: [id, region, name]
          scope: row.region in user.regions
        asset:
          source: soak.asset
          key: [id]
          columns: [ASSET]
          references: {site: site}
          scope: row.site.region in user.regions
        debit:
          source: soak.debit
          key: [id]
          columns: [id, region, n]
          scope: row.region in user.regions
        credit:
          source: soak.credit
          key: [id]
          columns: [id, region, n]
          scope: row.region in user.regions
      cases:
      """;
  private static final String CASE =
      """
        TYPE:
          fields:
            site: {type: reference, table: site}
            note: {type: text, max: 4000, on-conflict: append}
            total: {type: integer, on-conflict: add}
          scope: [case.assignee == user.name, case.site.region in user.regions]
          stages: [open, done]
          conflict: POLICY
          actions:
            begin: {creates: open, by: [soaked], sets: [site, note, total, assignee]}
            write: {from: open, by: [soaked], sets: [site, note, total, assignee]}
            end: {from: open, to: done, completes: true, by: [soaked], sets: [note]}
      """;

  /** What makes its tables. */
  public static final String TABLES =
      """
      CREATE SCHEMA soak;
      CREATE TABLE soak.site (id text PRIMARY KEY, region text, name text);
      CREATE TABLE soak.asset
        (id integer PRIMARY KEY, site text, payload text, amount numeric, at timestamptz);
      CREATE INDEX ON soak.asset (site);
      CREATE TABLE soak.debit (id integer PRIMARY KEY, region text, n bigint);
      CREATE TABLE soak.credit (id integer PRIMARY KEY, region text, n bigint)""";

  private Field() {}

  private static Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>();
    shown.put("site", "SELECT id, region, name FROM site ORDER BY id");
    shown.put("asset", "SELECT id, site, payload FROM asset ORDER BY id");
    shown.put("debit", "SELECT id, region, n FROM debit ORDER BY id");
    shown.put("credit", "SELECT id, region, n FROM credit ORDER BY id");
    TYPES.forEach(
        type -> shown.put(type, "SELECT id, stage, version FROM " + type + " ORDER BY id"));
    return shown;
  }

  /** A version, as it is deployed. */
  public static String source(String version) {
    StringBuilder source = new StringBuilder(SOURCE);
    for (int i = 0; i < TYPES.size(); i++) {
      source.append(CASE.replace("TYPE", TYPES.get(i)).replace("POLICY", POLICIES.get(i)));
    }
    return source
        .toString()
        .replace("VERSION", version)
        .replace(
            "ASSET",
            version.equals(VERSIONS.get(0))
                ? "id, site, payload"
                : "id, site, payload, amount, at");
  }

  /** The users. */
  public static List<String> users() {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add("worker-" + i);
    }
    return users;
  }

  /** Any user. */
  public static String user(Random random) {
    return "worker-" + random.nextInt(USERS);
  }

  /** Any site. */
  public static String site(Random random) {
    return "s" + random.nextInt(SITES);
  }

  /** Any region. */
  public static String region(Random random) {
    return REGIONS.get(random.nextInt(REGIONS.size()));
  }

  /** One region or several. */
  public static List<String> regions(Random random) {
    List<String> regions =
        new ArrayList<>(REGIONS.stream().filter(region -> random.nextInt(3) == 0).toList());
    if (regions.isEmpty()) {
      regions.add(region(random));
    }
    return List.copyOf(regions);
  }
}
