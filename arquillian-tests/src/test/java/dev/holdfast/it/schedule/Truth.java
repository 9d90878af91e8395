package dev.holdfast.it.schedule;

import dev.holdfast.it.server.FieldPackage;
import dev.holdfast.kernel.app.BucketName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What devices have to hold, asked of the tables themselves and by other SQL than the server's:
 * bucket to key to the hash of the row, made of the row's bytes by PostgreSQL. Of the view that is
 * right only if nobody has written it since it was scanned ({@link Office#scan}).
 */
final class Truth {
  private static final String ROWS =
      """
      SELECT bucket, key, ('x' || encode(substr(sha256(convert_to(key || E'\\t' || line, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
      FROM (
        SELECT 'APP/site[region=' || holdfast.bucket_value(region) || ']' AS bucket, json_build_array(id)::text AS key,
               json_build_array(id, region, name)::text AS line
        FROM SPOT.site WHERE region IS NOT NULL
        UNION ALL
        SELECT 'APP/asset[site.region=' || holdfast.bucket_value(s.region) || ']', json_build_array(a, b)::text,
               json_build_array(ASSET)::text
        FROM (SELECT a, b, site, payload, amount::text AS amount, at::text AS at FROM SPOT.asset) x
        JOIN SPOT.site s ON s.id = x.site WHERE s.region IS NOT NULL
        UNION ALL
        SELECT 'APP/debit[region=' || holdfast.bucket_value(region) || ']', json_build_array(id)::text,
               json_build_array(DEBIT)::text
        FROM SPOT.debit WHERE region IS NOT NULL
        UNION ALL
        SELECT 'APP/credit[region=' || holdfast.bucket_value(region) || ']', json_build_array(id)::text,
               json_build_array(id, region, n)::text
        FROM SPOT.credit WHERE region IS NOT NULL
        UNION ALL
        SELECT 'APP/balance[region=' || holdfast.bucket_value(region) || ']', json_build_array(id)::text,
               json_build_array(id, region, debit, credit)::text
        FROM SPOT.balance WHERE region IS NOT NULL
        UNION ALL
        SELECT 'APP/' || c.type || '[' || b.name || ']', json_build_array(c.id::text)::text,
               json_build_array(c.id::text, stage, completed, version, assignee, fields::text, created_at::text, changed_at::text)::text
        FROM holdfast.case_file c LEFT JOIN SPOT.site s ON s.id = c.fields ->> 'site'
        CROSS JOIN LATERAL (VALUES ('assignee=' || holdfast.bucket_value(assignee)),
                                   ('site.region=' || holdfast.bucket_value(s.region))) b (name)
        WHERE b.name IS NOT NULL AND c.application = 'APP'
        UNION ALL
        SELECT 'holdfast/outcome[device=' || device_id || ']', json_build_array(action_id::text)::text,
               json_build_array(action_id::text, case_id::text, outcome, reason, messages::text, issue_id::text, version,
                                decided_at::text)::text
        FROM holdfast.action_outcome WHERE reason IS NOT NULL
      ) truth
      """;

  private final Map<String, Map<String, Long>> buckets = new TreeMap<>();
  private final String application;

  private Truth(String application) {
    this.application = application;
  }

  /** Asks. */
  static Truth of(FieldPackage field, String version) {
    Truth truth = new Truth(field.name());
    String sql =
        ROWS.replace("APP", field.name())
            .replace("SPOT", field.schema())
            .replace("ASSET", FieldPackage.assetColumns(version))
            .replace("DEBIT", FieldPackage.debitColumns(version));
    try (Connection connection = field.connect()) {
      // As the protocol says; a client's zone is its machine's.
      try (PreparedStatement zone = connection.prepareStatement("SET timezone = 'UTC'")) {
        zone.execute();
      }
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          truth
              .buckets
              .computeIfAbsent(rows.getString(1), any -> new TreeMap<>())
              .put(rows.getString(2), rows.getLong(3));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return truth;
  }

  /** What a device of a user holds. */
  Map<String, Map<String, Long>> heldBy(String user, Collection<String> regions, UUID device) {
    Map<String, Map<String, Long>> held = new TreeMap<>();
    for (String region : regions) {
      String value = BucketName.quote(region);
      add(held, application + "/site[region=" + value + "]");
      add(held, application + "/asset[site.region=" + value + "]");
      add(held, application + "/debit[region=" + value + "]");
      add(held, application + "/credit[region=" + value + "]");
      add(held, application + "/balance[region=" + value + "]");
      FieldPackage.TYPES.forEach(
          type -> add(held, application + "/" + type + "[site.region=" + value + "]"));
    }
    FieldPackage.TYPES.forEach(
        type -> add(held, application + "/" + type + "[assignee=" + BucketName.quote(user) + "]"));
    add(held, "holdfast/outcome[device=" + device + "]");
    return held;
  }

  private void add(Map<String, Map<String, Long>> held, String bucket) {
    held.put(bucket, buckets.getOrDefault(bucket, Map.of()));
  }
}
