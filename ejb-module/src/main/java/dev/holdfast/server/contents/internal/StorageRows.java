package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentStorage.ApplicationUse;
import dev.holdfast.server.contents.api.ContentStorage.DeviceUse;
import dev.holdfast.server.contents.api.ContentStorage.LargeContent;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** What contents take, by who counts it: the same conditions as those of {@link UploadRows}. */
@ApplicationScoped
public class StorageRows {
  private static final String APPLICATIONS =
      "SELECT application, count(*) AS contents, sum(bytes) AS bytes FROM holdfast.content_upload WHERE "
          + UploadRows.COUNTS_FOR_APPLICATION
          + " GROUP BY application ORDER BY bytes DESC, application";

  private static final String LARGEST =
      """
      SELECT c.id, c.bytes, c.type, c.completed_at, u.application, u.user_name, u.device_id,
        (SELECT owner FROM holdfast.content_use n WHERE n.content_id = c.id AND n.kind = 'case' ORDER BY owner LIMIT 1) AS named_by
      FROM (SELECT * FROM holdfast.content ORDER BY bytes DESC, id LIMIT ?) c
      JOIN holdfast.content_upload u ON u.id = c.upload_id ORDER BY c.bytes DESC, c.id
      """;

  private static final String OF_DEVICES =
      " FROM holdfast.content_upload WHERE " + UploadRows.COUNTS_FOR_DEVICE;

  private static final String DEVICES =
      "SELECT device_id, max(user_name) AS user_name, count(*) AS contents, sum(bytes) AS bytes"
          + OF_DEVICES
          + " GROUP BY device_id ORDER BY bytes DESC, device_id LIMIT ? OFFSET ?";

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected StorageRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public StorageRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** What each application keeps, the most first. */
  List<ApplicationUse> applications() {
    return jdbc.list(
        APPLICATIONS,
        row ->
            new ApplicationUse(
                row.getString("application"), row.getLong("contents"), row.getLong("bytes")));
  }

  /** The largest contents. */
  List<LargeContent> largest(int most) {
    return jdbc.list(
        LARGEST,
        row ->
            new LargeContent(
                row.getString("id"),
                row.getLong("bytes"),
                row.getString("type"),
                Sql.requiredInstant(row, "completed_at"),
                row.getString("application"),
                row.getString("user_name"),
                Sql.requiredUuid(row, "device_id"),
                Sql.uuid(row, "named_by")),
        most);
  }

  /** What counts against devices, the most first. */
  Page<DeviceUse> devices(Instant now, Instant since, PageRequest page) {
    long total =
        jdbc.one("SELECT count(DISTINCT device_id)" + OF_DEVICES, row -> row.getLong(1), now, since)
            .orElseThrow();
    return new Page<>(
        jdbc.list(
            DEVICES,
            row ->
                new DeviceUse(
                    Sql.requiredUuid(row, "device_id"),
                    row.getString("user_name"),
                    row.getLong("contents"),
                    row.getLong("bytes")),
            now,
            since,
            page.limit(),
            page.offset()),
        total);
  }
}
