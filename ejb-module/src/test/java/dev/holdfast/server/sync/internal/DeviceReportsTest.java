package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.server.tables.internal.InstalledCapture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What devices tell of buckets that are not what the server says. */
class DeviceReportsTest {
  private static final List<String> STATES = List.of("AK");
  private static final String BUCKET = "field/airport[state=AK]";

  private final StreamHarness server;

  DeviceReportsTest() throws Exception {
    server = new StreamHarness();
    server
        .database
        .jdbc()
        .update(
            "UPDATE holdfast.bucket_change SET sum = sum + 1 WHERE unit ="
                + " (SELECT name FROM holdfast.capture_unit WHERE unit = 'airport')");
  }

  @Test
  void whatADeviceCantHealIsVerifiedAndAnAlertStands() throws Exception {
    tell("The digest still does not match.", BUCKET);

    assertThat(alerts()).containsExactly("healed " + BUCKET + ": " + DeviceReports.NOT_HEALED);
    InstalledCapture.verifySuspects(server.database, "airport");
    assertThat(alerts())
        .hasSize(2)
        .anyMatch(
            alert ->
                alert.startsWith("drift field/airport: ")
                    && alert.endsWith("verified because: wrong on a device. It is repaired."));
    // It holds its rows to the sums that it is told.
    MemoryDevice device = new MemoryDevice();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void theRepeatOfAReportIsNotCountedAgain() throws Exception {
    tell("The digest still does not match.", BUCKET);
    tell("The digest still does not match.", BUCKET);

    assertThat(number("SELECT sum(times) FROM holdfast.raised_alert")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM holdfast.capture_suspicion")).isEqualTo(1);
  }

  @Test
  void aFailureThatSaysNothingOfBucketsIsAFailureOnly() throws Exception {
    tell("The disk is full.");

    assertThat(alerts()).isEmpty();
    assertThat(number("SELECT count(*) FROM holdfast.sync_log WHERE error IS NOT NULL"))
        .isEqualTo(1);
  }

  @Test
  void whatTheDeviceMayNotHoldIsNoneOfItsBusiness() throws Exception {
    tell("The digest still does not match.", "field/airport[state=WY]");

    assertThat(alerts()).isEmpty();
    assertThat(number("SELECT count(*) FROM holdfast.capture_suspicion")).isZero();
  }

  private void tell(@Nullable String error, String... wrong) throws Exception {
    server.report(
        new SyncReport("c", null, "full", 20, 2_000, 0, 412, 0, List.of(wrong), error), STATES);
  }

  private List<String> alerts() {
    return server
        .database
        .jdbc()
        .list(
            "SELECT concat(kind, ' ', subject, ': ', detail) FROM holdfast.raised_alert ORDER BY 1 DESC",
            row -> row.getString(1));
  }

  private long number(String query) {
    return server.database.jdbc().one(query, row -> row.getLong(1)).orElseThrow();
  }
}
