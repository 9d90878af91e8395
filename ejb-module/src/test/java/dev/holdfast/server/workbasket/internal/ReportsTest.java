package dev.holdfast.server.workbasket.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.IssueReports.Ageing;
import dev.holdfast.server.workbasket.api.IssueReports.Volume;
import dev.holdfast.server.workbasket.api.SavedFilters.FilterValues;
import dev.holdfast.server.workbasket.api.SavedFilters.FilterView;
import dev.holdfast.server.workbasket.internal.IssueData.Draft;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Figures of issues, and filters that people keep. */
class ReportsTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
  private static final Caller MEMBER =
      new Caller(new User("mia", Set.of(Caller.CASEWORKER), Map.of()), null);
  private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
  private static final LocalDate LAST = LocalDate.parse("2026-11-30");

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final IssueData issues = new IssueData(jdbc);
  private final Access access = new Access(jdbc, new NoDevices());
  private final IssueReportsBean reports = new IssueReportsBean(jdbc, access, NOON);
  private final SavedFiltersBean filters = new SavedFiltersBean(jdbc, access, UUID::randomUUID);

  ReportsTest() {
    jdbc.update("INSERT INTO holdfast.workbasket VALUES ('north', '{mia}', '{}', 1)");
    for (String at :
        new String[] {
          "2026-11-30T11:00:00Z",
          "2026-11-28T12:00:01Z",
          "2026-11-24T00:00:00Z",
          "2026-11-01T00:00:00Z",
          "2026-10-01T00:00:00Z"
        }) {
      issues.add(Draft.PLAIN.at(at));
    }
    UUID head = issues.add(Draft.PLAIN.in("north").at("2026-11-30T00:30:00+01:00"));
    // What waits is part of that issue, also when it has ended with it.
    issues.addBehind(head, Draft.PLAIN.in("north").at("2026-11-30T11:30:00Z"));
    UUID ended = issues.addBehind(head, Draft.PLAIN.in("north").at("2026-11-30T11:31:00Z"));
    jdbc.update(
        "UPDATE holdfast.issue SET status = 'resolved', resolved_at = '2026-11-30T11:40:00Z' WHERE id = ?",
        ended);
    UUID resolved = issues.add(Draft.PLAIN.in("north").at("2026-11-28T00:00:00Z").as("resolved"));
    jdbc.update(
        "UPDATE holdfast.issue SET resolved_at = '2026-11-30T00:00:00Z' WHERE id = ?", resolved);
  }

  @Test
  void unresolvedIssuesByAgeAndWorkbasket() throws Exception {
    assertThat(reports.ageing(ADMIN))
        .containsExactly(
            new Ageing("issues", 1, 1, 1, 1, 1, 5), new Ageing("north", 1, 0, 0, 0, 0, 1));
    assertThat(reports.ageing(MEMBER)).extracting(Ageing::workbasket).containsExactly("north");
    assertRefused(ErrorCode.NOT_ALLOWED, () -> reports.ageing(ALICE));
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    reports.ageingCsv(MEMBER, csv);
    assertThat(csv.toString(StandardCharsets.UTF_8)).endsWith("\r\nnorth,1,0,0,0,0,1\r\n");
  }

  @Test
  void issuesPerDayByWorkbasketAndReason() throws Exception {
    assertThat(reports.volume(MEMBER, FIRST, LAST))
        .containsExactly(
            new Volume(LocalDate.parse("2026-11-28"), "north", "stale", 1, 0),
            new Volume(LocalDate.parse("2026-11-29"), "north", "stale", 1, 0),
            new Volume(LAST, "north", "stale", 0, 1));
    assertThat(reports.volume(ADMIN, FIRST, LAST).stream().mapToLong(Volume::parked).sum())
        .isEqualTo(6);
    assertRefused(ErrorCode.INVALID, () -> reports.volume(ADMIN, LAST, FIRST));
    UUID led = issues.add(Draft.PLAIN.in("north").at("2026-11-10T00:00:00Z"));
    jdbc.update("UPDATE holdfast.issue SET led_at = '2026-11-29T01:00:00Z' WHERE id = ?", led);
    assertThat(reports.volume(MEMBER, FIRST, LAST))
        .contains(new Volume(LocalDate.parse("2026-11-29"), "north", "stale", 2, 0))
        .hasSize(3);
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    reports.volumeCsv(MEMBER, LAST, LAST, csv);
    assertThat(csv.toString(StandardCharsets.UTF_8))
        .isEqualTo("day,workbasket,reason,parked,resolved\r\n2026-11-30,north,stale,0,1\r\n");
  }

  @Test
  void filtersAreKeptSharedChangedByTheirOwnersAndRemoved() throws Exception {
    Map<String, String> north = Map.of("workbasket", "north", "from", "2026-11-01T00:00:00Z");
    FilterView mine = filters.save(MEMBER, new FilterValues("North", false, north));
    FilterView shared =
        filters.save(ADMIN, new FilterValues("Lamps", true, Map.of("text", "lamp")));

    assertThat(filters.list(MEMBER)).containsExactly(shared, mine);
    assertThat(filters.list(ADMIN)).containsExactly(shared);
    assertRefused(
        ErrorCode.ALREADY_EXISTS,
        () -> filters.save(MEMBER, new FilterValues("North", true, north)));
    assertRefused(
        ErrorCode.INVALID,
        () -> filters.save(MEMBER, new FilterValues("x", true, Map.of("form", "1"))));
    assertRefused(
        ErrorCode.INVALID,
        () -> filters.save(MEMBER, new FilterValues("x", true, Map.of("from", "noon"))));
    FilterView changed =
        filters.change(MEMBER, mine.id(), 1, new FilterValues("North now", true, north));
    assertThat(changed.version()).isEqualTo(2);
    assertRefused(
        ErrorCode.STALE,
        () -> filters.change(MEMBER, mine.id(), 1, new FilterValues("North", true, north)));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> filters.change(MEMBER, shared.id(), 1, new FilterValues("mine", true, north)));
    assertRefused(ErrorCode.NOT_FOUND, () -> filters.remove(MEMBER, shared.id(), 1));
    assertRefused(ErrorCode.NOT_ALLOWED, () -> filters.list(ALICE));
    filters.remove(ADMIN, mine.id(), 2);
    assertThat(filters.list(MEMBER)).containsExactly(shared);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
