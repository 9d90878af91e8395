package dev.holdfast.server.sync.internal.journal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SyncJournal;
import dev.holdfast.server.sync.api.SyncJournal.SyncEntry;
import dev.holdfast.server.sync.api.SyncJournal.SyncFilter;
import dev.holdfast.server.sync.api.SyncJournal.SyncHour;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HeldConnections;
import dev.holdfast.server.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncJournalTest {
  private static final Instant HOUR = Instant.parse("2026-11-23T08:00:00Z");
  private static final SyncFilter ALL = new SyncFilter(null, null, null, false, null, null);
  private static final PageRequest FIRST = new PageRequest(0, 10, null, false);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final SyncJournal journal = new SyncJournalBean(jdbc, Clock.fixed(NOW, ZoneOffset.UTC));
  private UUID alices = UUID.randomUUID();
  private UUID bobs = UUID.randomUUID();

  @BeforeEach
  void devices() {
    data.user("alice");
    data.user("bob");
    alices = data.device("alice", "tablet");
    bobs = data.device("bob", "=phone");
  }

  @Test
  void theNewestComesFirstWithAllThatTheDeviceTold() throws RefusedException {
    data.synced(alices, NOW.minusSeconds(9), "full", 10, 0, null);
    data.synced(bobs, NOW, "delta", 2, 0, "digest");

    var page = journal.list(ADMIN, ALL, FIRST);

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.items()).extracting(SyncEntry::user).containsExactly("bob", "alice");
    SyncEntry newest = page.items().get(0);
    assertThat(newest.deviceName()).isEqualTo("=phone");
    assertThat(newest.bytes()).isEqualTo(100);
    assertThat(newest.error()).isEqualTo("digest");
  }

  @Test
  void aFilterNarrowsByEachOfItsParts() throws RefusedException {
    data.synced(alices, NOW.minusSeconds(60), "full", 10, 0, null);
    data.synced(bobs, NOW, "delta", 2, 0, "digest");

    assertThat(users(new SyncFilter("alice", null, null, false, null, null))).isEqualTo("alice");
    assertThat(users(new SyncFilter(null, bobs, null, false, null, null))).isEqualTo("bob");
    assertThat(users(new SyncFilter(null, null, "full", false, null, null))).isEqualTo("alice");
    assertThat(users(new SyncFilter(null, null, null, true, null, null))).isEqualTo("bob");
    assertThat(users(new SyncFilter(null, null, null, false, NOW, null))).isEqualTo("bob");
    assertThat(users(new SyncFilter(null, null, null, false, null, NOW))).isEqualTo("alice");
    assertThatThrownBy(() -> users(new SyncFilter(null, null, "none", false, null, null)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aPartIsSortedByWhatIsAskedForAndNothingElse() throws RefusedException {
    data.synced(alices, NOW, "full", 10, 0, null);
    data.synced(bobs, NOW, "delta", 2, 0, null);

    assertThat(journal.list(ADMIN, ALL, new PageRequest(0, 1, "rows", false)).items())
        .extracting(SyncEntry::rows)
        .containsExactly(2L);
    assertThat(journal.list(ADMIN, ALL, new PageRequest(1, 1, "rows", false)).items())
        .extracting(SyncEntry::rows)
        .containsExactly(10L);
    assertThatThrownBy(
            () -> journal.list(ADMIN, ALL, new PageRequest(0, 1, "rows; DROP TABLE x", false)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void everyHourIsThereWithItsMedianAndItsNinetyFifthPercentile() throws RefusedException {
    for (int i = 1; i <= 20; i++) {
      synced(alices, HOUR.plusSeconds(i), i * 10L, null);
    }
    synced(bobs, HOUR, 9_999, "digest");

    var hours = journal.hours(ADMIN, ALL, 2);

    assertThat(hours)
        .containsExactly(
            new SyncHour(HOUR.minus(Duration.ofHours(1)), 0, 0, 0, 0, null, null),
            new SyncHour(HOUR, 20, 1, 21, 2_100, 100L, 190L));
  }

  @Test
  void aSyncBelongsToExactlyOneHour() throws RefusedException {
    synced(alices, HOUR.minusNanos(1_000), 1, null);
    synced(alices, HOUR, 1, null);
    synced(alices, HOUR.minus(Duration.ofHours(3)), 1, null);

    assertThat(journal.hours(ADMIN, ALL, 3)).extracting(SyncHour::done).containsExactly(0L, 1L, 1L);
  }

  @Test
  void hoursEndWithTheFilter() throws RefusedException {
    SyncFilter until = new SyncFilter(null, null, null, false, null, HOUR);

    assertThat(journal.hours(ADMIN, until, 1))
        .extracting(SyncHour::hour)
        .containsExactly(HOUR.minus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 169})
  void hoursHaveBounds(int hours) {
    assertThatThrownBy(() -> journal.hours(ADMIN, ALL, hours)).isInstanceOf(RefusedException.class);
  }

  @Test
  void theExportHasEverySyncAndNoFormula() throws RefusedException, IOException {
    data.synced(alices, NOW.minusSeconds(1), "full", 10, 0, null);
    data.synced(bobs, NOW, "delta", 2, 0, "digest, twice");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    journal.exportCsv(ADMIN, ALL, out);

    String[] lines = out.toString(StandardCharsets.UTF_8).split("\r\n", -1);
    assertThat(lines).hasSize(4);
    assertThat(lines[0]).startsWith("id,at,device,device-name,user,kind");
    assertThat(lines[1]).contains("'=phone,bob,delta,2,100,20,,\"digest, twice\",");
  }

  @Test
  void aLongExportHoldsNoConnectionWhileItIsReadAndHasEachSyncOnce() throws Exception {
    lines(1_501);
    HeldConnections connections = new HeldConnections();
    SyncJournal counted =
        new SyncJournalBean(connections.counting(jdbc), Clock.fixed(NOW, ZoneOffset.UTC));
    ByteArrayOutputStream out = connections.output();

    counted.exportCsv(ADMIN, new SyncFilter("alice", null, "delta", false, null, null), out);

    List<String> ids =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList();
    assertThat(ids).hasSize(1_501).doesNotHaveDuplicates();
  }

  @Test
  void aPartOfAMillionLinesReadsFewOfThemInWhateverOrder() throws RefusedException {
    millionLines();
    jdbc.with(
        sql -> {
          sql.run("ANALYZE holdfast.sync_log");
          return "";
        });
    SyncFilter failed = new SyncFilter(null, null, null, true, null, null);
    SyncFilter month =
        new SyncFilter(null, null, "delta", false, NOW.minus(Duration.ofDays(30)), NOW);
    for (String sort : List.of("at", "rows", "bytes", "duration")) {
      for (SyncFilter filter : List.of(ALL, failed, month)) {
        assertThat(plan(filter, new PageRequest(0, 50, sort, true)))
            .as("%s of %s", sort, filter)
            .noneMatch(step -> step.contains("Seq Scan on sync_log"))
            .noneMatch(step -> step.contains("Sort Key"));
      }
    }
  }

  private List<String> plan(SyncFilter filter, PageRequest page) throws RefusedException {
    SyncQuery query = new SyncQuery(filter);
    return jdbc.list(
        "EXPLAIN " + SyncQuery.SELECT + query.condition() + SyncQuery.part(page),
        row -> row.getString(1),
        query.parameters(List.of()));
  }

  @Test
  void onlyAdministratorsSeeIt() {
    assertThatThrownBy(() -> journal.list(FleetData.ALICE, ALL, FIRST))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> journal.exportCsv(FleetData.ALICE, ALL, new ByteArrayOutputStream()))
        .isInstanceOf(RefusedException.class);
  }

  private String users(SyncFilter filter) throws RefusedException {
    var page = journal.list(ADMIN, filter, FIRST);
    assertThat(page.total()).isEqualTo(1);
    return page.items().get(0).user();
  }

  /** Lines of alice's device, three a moment, one in a hundred failed. */
  private void lines(int count) {
    jdbc.update(
        """
        INSERT INTO holdfast.sync_log
        SELECT gen_random_uuid(), ?, CAST(? AS timestamptz) - i / 3 * interval '7 seconds', 'delta',
               i::bigint * 7919 % 100003, i::bigint * 104729 % 1000003, i * 31 % 60013, '{}',
               CASE WHEN i % 100 = 0 THEN 'digest' END, NULL
        FROM generate_series(1, ?) i
        """,
        alices, NOW, count);
  }

  private void millionLines() {
    // Indexes that are there while lines come make the test slow, and nothing else.
    Map<String, String> indexes = new HashMap<>();
    jdbc.list(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            + " WHERE indrelid = 'holdfast.sync_log'::regclass AND NOT indisprimary",
        row -> indexes.put(row.getString(1), row.getString(2)));
    indexes.keySet().forEach(name -> jdbc.update("DROP INDEX " + name));
    lines(1_000_000);
    indexes.values().forEach(definition -> jdbc.update(definition));
  }

  private void synced(UUID device, Instant at, long millis, @Nullable String error) {
    jdbc.update(
        "INSERT INTO holdfast.sync_log VALUES (?, ?, ?, 'delta', 1, 100, ?, '{}', ?, NULL)",
        UUID.randomUUID(),
        device,
        at,
        millis,
        error);
  }
}
