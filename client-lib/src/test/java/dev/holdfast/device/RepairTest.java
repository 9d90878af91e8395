package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A damaged store")
class RepairTest {
  private static final int PAGE_BYTES = 4096;
  private static final int CASES = 12;
  private static final int ROWS = 60;

  private final Device device = Device.alice(5);
  private final List<UUID> cases = new ArrayList<>();
  private List<PendingAction> pending = List.of();
  private byte[] whole = new byte[0];

  /** A store with a queue of several pages, one of them an action that fills more than a page. */
  @BeforeEach
  void fill() throws IOException {
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Airport number " + i);
    }
    for (int i = 0; i < CASES; i++) {
      cases.add(device.peer().planned("AK", "A" + i, "alice"));
    }
    device.holdfast().sync();
    for (UUID each : cases) {
      device.holdfast().perform(each, "arrive", Map.of());
      device.holdfast().perform(each, "record", Map.of("findings", "Cracks. ".repeat(20)));
    }
    device.holdfast().perform(cases.get(0), "record", Map.of("findings", "x".repeat(3900)));
    device.holdfast().cancel(device.holdfast().pending().get(3).action(), false);
    pending = device.holdfast().pending();
    device.holdfast().close();
    whole = Files.readAllBytes(file());
  }

  @AfterEach
  void close() {
    device.close();
  }

  private Path file() {
    return device.store().resolve("holdfast.db");
  }

  private Repair repair() {
    return Holdfast.at(device.store()).clock(Device.CLOCK).repair(Device.key());
  }

  private void damage(long page) throws IOException {
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(PAGE_BYTES), (page - 1) * PAGE_BYTES);
    }
  }

  private List<Long> pagesOf(String name) {
    return device.rawNumbers("SELECT pageno FROM dbstat WHERE name = '%s'".formatted(name));
  }

  private Set<UUID> ids() {
    return pending.stream().map(PendingAction::action).collect(Collectors.toSet());
  }

  private Set<UUID> saved() {
    device.reopen(Long.MAX_VALUE);
    return device.holdfast().pending().stream()
        .map(PendingAction::action)
        .collect(Collectors.toSet());
  }

  /** What is saved is applied, and everything else is as the server has it. */
  private void goesOn(int saved) {
    assertThat(device.holdfast().checkIntegrity().isSound()).isTrue();
    assertThat(device.holdfast().sync().up().sent()).isEqualTo(saved);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(ROWS);
  }

  @Test
  @DisplayName("is none: nothing is changed")
  void sound() throws IOException {
    Repair repair = repair();

    assertThat(repair.wasNeeded()).isFalse();
    assertThat(repair.isComplete()).isTrue();
    assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    device.reopen(Long.MAX_VALUE);
    assertThat(device.holdfast().checkIntegrity().isSound()).isTrue();
    assertThat(device.holdfast().pending()).isEqualTo(pending);
  }

  @Test
  @DisplayName("is told by a check and by whoever needs the page, and opens as far as it goes")
  void told() throws IOException {
    damage(pagesOf("hf_data_1").get(0));
    device.reopen(Long.MAX_VALUE);

    assertThat(device.holdfast().checkIntegrity().problems()).isNotEmpty();
    assertThat(device.holdfast().pending()).isEqualTo(pending);
    assertThatThrownBy(() -> device.holdfast().query("SELECT * FROM airport"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Repair it")
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.DAMAGED);
  }

  @Test
  @DisplayName("is not repaired while it is open")
  void open() throws IOException {
    damage(pagesOf("hf_data_1").get(0));
    device.reopen(Long.MAX_VALUE);

    assertThatThrownBy(this::repair)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Close it everywhere");
  }

  @Test
  @DisplayName("loses nothing when a page of rows is gone")
  void rows() throws IOException {
    for (long page : pagesOf("hf_data_1")) {
      damage(page);
    }

    Repair repair = repair();

    assertThat(repair.wasNeeded()).isTrue();
    assertThat(repair.isComplete()).isTrue();
    assertThat(repair.saved()).isEqualTo(pending.size());
    assertThat(saved()).isEqualTo(ids());
    goesOn(pending.size());
  }

  @Test
  @DisplayName("loses nothing when the queue's root or an index is gone")
  void roots() throws IOException {
    List<Long> roots =
        device.rawNumbers("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'hf_action'");
    for (long page : roots) {
      damage(page);
    }

    Repair repair = repair();

    assertThat(repair.saved()).isEqualTo(pending.size());
    assertThat(repair.lost()).isEmpty();
    assertThat(repair.certain()).as("nothing tells of what is not found").isFalse();
    assertThat(repair.identity()).isTrue();
    assertThat(saved()).isEqualTo(ids());
    goesOn(pending.size());
  }

  @Test
  @DisplayName("says which actions it lost when a page of the queue is gone")
  void queue() throws IOException {
    List<Long> leaves =
        device.rawNumbers(
            "SELECT pageno FROM dbstat WHERE name = 'hf_action' AND pagetype = 'leaf'");
    assertThat(leaves).hasSizeGreaterThan(2);
    damage(leaves.get(1));

    Repair repair = repair();

    assertThat(repair.certain()).isTrue();
    assertThat(repair.lost()).isNotEmpty();
    Set<UUID> lost = repair.lost().stream().map(Repair.Lost::action).collect(Collectors.toSet());
    Set<UUID> there = saved();
    assertThat(there).hasSize(repair.saved()).doesNotContainAnyElementsOf(lost);
    assertThat(ids()).containsAll(lost).hasSize(lost.size() + there.size());
    assertThat(repair.lost())
        .allSatisfy(
            each -> {
              assertThat(cases).contains(each.caseId());
              assertThat(each.status()).isNotNull();
            });
  }

  @Test
  @DisplayName("is saved without its first page, which SQLite needs for everything")
  void firstPage() throws IOException {
    damage(1);
    assertThatThrownBy(() -> device.reopen(Long.MAX_VALUE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("first page is damaged");

    Repair repair = repair();

    assertThat(repair.saved()).isEqualTo(pending.size());
    assertThat(repair.identity()).isTrue();
    assertThat(saved()).isEqualTo(ids());
    goesOn(pending.size());
  }

  @Test
  @DisplayName("loses nothing that it does not tell of, whichever page is gone")
  void anyPage() throws IOException {
    int pages = whole.length / PAGE_BYTES;
    for (int page = 1; page <= pages; page++) {
      // A repaired store has another key.
      Path copy = Files.createTempDirectory("holdfast-repair");
      for (String name : List.of("holdfast.db", "holdfast.key")) {
        Files.copy(device.store().resolve(name), copy.resolve(name));
      }
      try (FileChannel channel =
          FileChannel.open(copy.resolve("holdfast.db"), StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate(PAGE_BYTES), (page - 1L) * PAGE_BYTES);
      }

      Repair repair = Holdfast.at(copy).clock(Device.CLOCK).repair(Device.key());

      try (Holdfast repaired = Holdfast.at(copy).clock(Device.CLOCK).open(Device.key())) {
        Set<UUID> there =
            repaired.pending().stream().map(PendingAction::action).collect(Collectors.toSet());
        assertThat(ids()).as("page %d", page).containsAll(there);
        if (repair.certain()) {
          assertThat(there.size() + repair.lost().size())
              .as("page %d: %s", page, repair)
              .isEqualTo(pending.size());
        }
        assertThat(repaired.checkIntegrity().isSound()).isTrue();
        if (repair.identity()) {
          assertThat(repaired.status().user()).isEqualTo("alice");
        }
      }
      delete(copy);
    }
  }

  @Test
  @DisplayName("is left alone if nothing of it can be read: it may be another store's")
  void another() throws IOException {
    try (Device other = Device.alice(7)) {
      other.holdfast().close();
      Files.copy(other.store().resolve("holdfast.db"), file(), StandardCopyOption.REPLACE_EXISTING);
      byte[] before = Files.readAllBytes(file());

      assertThatThrownBy(this::repair)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another store's");

      assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }
  }

  @Test
  @DisplayName("has its log with it")
  void log() throws IOException {
    device.reopen(Long.MAX_VALUE);
    UUID last =
        device.holdfast().perform(cases.get(1), "record", Map.of("condition", "poor")).action();
    // As kill -9 leaves it: the last action is in the log only.
    Path killed = Files.createDirectory(device.store().resolve("killed"));
    for (String name : List.of("holdfast.db", "holdfast.db-wal", "holdfast.key")) {
      Files.copy(device.store().resolve(name), killed.resolve(name));
    }
    try (FileChannel channel =
        FileChannel.open(killed.resolve("holdfast.db"), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(PAGE_BYTES), 0);
    }

    Repair repair = Holdfast.at(killed).clock(Device.CLOCK).repair(Device.key());

    assertThat(repair.saved()).isEqualTo(pending.size() + 1);
    try (Holdfast repaired = Holdfast.at(killed).clock(Device.CLOCK).open(Device.key())) {
      assertThat(repaired.pending()).extracting(PendingAction::action).contains(last);
    }
    delete(killed);
  }

  @Test
  @DisplayName("gives no number to two actions after its repair")
  void numbers() throws IOException {
    for (long page : pagesOf("sqlite_sequence")) {
      damage(page);
    }
    repair();
    device.reopen(Long.MAX_VALUE);
    device.holdfast().sync();
    device.holdfast().perform(cases.get(0), "record", Map.of("condition", "good"));

    long last = device.rawNumbers("SELECT max(sequence) FROM hf_action").get(0);
    assertThat(last).isGreaterThan(1_000_000);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
