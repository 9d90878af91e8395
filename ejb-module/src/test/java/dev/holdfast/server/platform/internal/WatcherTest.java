package dev.holdfast.server.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The watcher")
class WatcherTest {
  private final TestDatabase database = TestDatabase.create();
  private final Jdbc jdbc = database.jdbc();
  private final FleetData fleet = new FleetData(jdbc);
  private final Watcher watcher = WatcherProperties.watcher(database);

  private boolean changes(Subject subject, Runnable change) {
    watcher.look();
    Look look = watcher.last();
    Mark mark = watcher.mark(subject);
    assertThat(mark.changedSince(look)).as("before").isFalse();
    change.run();
    watcher.look();
    return mark.changedSince(look);
  }

  @Nested
  @DisplayName("notices, whoever writes it,")
  class Notices {
    @Test
    @DisplayName("a user's roles, attributes and password")
    void users() {
      fleet.user("alice");
      fleet.user("bob");
      Subject alice = new Subject(Subject.USER, "alice");

      assertThat(changes(alice, () -> set("INSERT INTO holdfast.user_role VALUES ('alice', 'r')")))
          .isTrue();
      assertThat(
              changes(
                  alice,
                  () -> set("INSERT INTO holdfast.user_attribute VALUES ('alice', 'a', 'b')")))
          .isTrue();
      assertThat(changes(alice, () -> set("DELETE FROM holdfast.user_role"))).isTrue();
      assertThat(
              changes(
                  alice,
                  () -> set("UPDATE holdfast.app_user SET enabled = false WHERE name = 'alice'")))
          .isTrue();
      assertThat(
              changes(
                  alice,
                  () -> set("UPDATE holdfast.app_user SET enabled = false WHERE name = 'bob'")))
          .isFalse();
    }

    @Test
    @DisplayName("a device's revocation, and not that it called")
    void devices() {
      fleet.user("alice");
      UUID id = fleet.device("alice", "Tablet");
      Subject device = new Subject(Subject.DEVICE, id.toString());

      assertThat(changes(device, () -> fleet.contact(id, FleetData.NOW))).isFalse();
      assertThat(changes(device, () -> fleet.revoke(id))).isTrue();
    }

    @Test
    @DisplayName("a resync order and its end, and not its progress")
    void orders() {
      fleet.user("alice");
      UUID id = fleet.device("alice", "Tablet");
      Subject order = new Subject(Subject.ORDER, id.toString());

      assertThat(
              changes(
                  order,
                  () -> {
                    set(
                        "INSERT INTO holdfast.resync_order VALUES"
                            + " (gen_random_uuid(), 'all', '', 'r', 'admin', now())");
                    set(
                        "INSERT INTO holdfast.resync_device SELECT o.id, d.id, 'waiting', 0, now()"
                            + " FROM holdfast.resync_order o, holdfast.device d");
                  }))
          .isTrue();
      assertThat(changes(order, () -> set("UPDATE holdfast.resync_device SET status = 'running'")))
          .isFalse();
      assertThat(changes(order, () -> set("UPDATE holdfast.resync_device SET status = 'done'")))
          .isTrue();
    }

    @Test
    @DisplayName("another logic, and no upkeep that found nothing to do")
    void logic() {
      assertThat(
              changes(
                  Subject.ALL_LOGIC,
                  () -> set("DELETE FROM holdfast.capture_unit WHERE retired_at IS NOT NULL")))
          .isFalse();
      assertThat(
              changes(
                  Subject.ALL_LOGIC,
                  () -> {
                    set(
                        "INSERT INTO holdfast.application_package VALUES"
                            + " ('app', '1', '', '', now(), 'admin')");
                    set("INSERT INTO holdfast.active_package VALUES ('app', '1')");
                  }))
          .isTrue();
    }

    @Test
    @DisplayName("that a table was emptied")
    void truncate() {
      assertThat(
              changes(
                  new Subject(Subject.USER, "alice"),
                  () -> set("TRUNCATE holdfast.user_role, holdfast.resync_device")))
          .isTrue();
    }

    @Test
    @DisplayName("that the database's history is another one")
    void epoch() {
      assertThat(
              changes(
                  new Subject(Subject.USER, "alice"),
                  () -> set("UPDATE holdfast.epoch SET epoch = gen_random_uuid()")))
          .isTrue();
    }
  }

  @Test
  @DisplayName("makes one look for all who ask at the same time, and none after it has ended")
  void coalesces() throws InterruptedException {
    Thread thread = new Thread(watcher::run);
    thread.start();
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
    long before = watcher.last().number();
    List<Thread> askers =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> new Thread(() -> watcher.sees(Duration.ZERO)))
            .toList();
    askers.forEach(Thread::start);
    for (Thread asker : askers) {
      asker.join();
    }
    assertThat(watcher.last().number() - before).isPositive();

    thread.interrupt();
    thread.join();
    assertThat(watcher.sees(Duration.ZERO)).isFalse();
  }

  @Test
  @DisplayName("does not vouch for anything older than what this node has just written")
  void writtenHere() throws InterruptedException {
    Thread thread = new Thread(watcher::run);
    thread.start();
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
    watcher.changedHere();
    Look old = watcher.last();
    assertThat(watcher.sees(Duration.ofDays(1))).isTrue();
    assertThat(watcher.last().number()).isGreaterThan(old.number());
    thread.interrupt();
    thread.join();
  }

  @Test
  @DisplayName("forgets the subject that was of interest least, and takes it for changed")
  void forgets() {
    Marks marks = new Marks(2);
    Look look = new Look(7, Look.NONE.moment());
    Mark first = marks.of(new Subject("t", "1"));
    marks.of(new Subject("t", "2"));
    marks.of(new Subject("t", "3"));

    assertThat(first.changedSince(look)).isTrue();
    assertThat(marks.of(new Subject("t", "2")).changedSince(look)).isFalse();
  }

  @Test
  @DisplayName("asks for no more than the snapshot while nothing is committed")
  void quiet() {
    watcher.look();

    // The database's server may commit something of its own at times, but not all the time.
    assertThat(IntStream.range(0, 100).anyMatch(turn -> standsStill())).isTrue();
  }

  private boolean standsStill() {
    Look before = watcher.last();
    watcher.look();
    return watcher.last().moment() == before.moment();
  }

  private void set(String sql) {
    jdbc.update(sql);
  }
}
