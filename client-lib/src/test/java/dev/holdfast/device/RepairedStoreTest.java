package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Repair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A store that was repaired")
class RepairedStoreTest {
  private static final int PAGE_BYTES = 4096;

  private final Device device = Device.alice(5);
  private UUID caseId = new UUID(0, 0);

  @BeforeEach
  void fill() {
    device.peer().airport("AK", "ANC", "Anchorage");
    caseId = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private Repair repair() {
    return Holdfast.at(device.store()).clock(Device.CLOCK).repair(Device.key());
  }

  private void damage(String sql) throws IOException {
    List<Long> pages = device.rawNumbers(sql);
    device.holdfast().close();
    assertThat(pages).isNotEmpty();
    for (long page : pages) {
      overwrite(device.store().resolve("holdfast.db"), (page - 1) * PAGE_BYTES, PAGE_BYTES);
    }
  }

  private static void overwrite(Path file, long from, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(bytes), from);
    }
  }

  private void loseAnAction(String findings) throws IOException {
    device.holdfast().perform(caseId, "record", Map.of("findings", findings));
    damage("SELECT pageno FROM dbstat WHERE name = 'hf_action' AND pagetype = 'leaf'");
  }

  @Test
  @DisplayName("says what was lost until somebody has read it, whatever was cut in between")
  void told() throws IOException {
    device.holdfast().perform(caseId, "arrive", Map.of());
    loseAnAction("Cracks");

    Repair told = repair();

    assertThat(told.lost()).hasSize(2);
    assertThat(repair()).isEqualTo(told);
    device.reopen(Long.MAX_VALUE);
    assertThat(device.holdfast().status().repair()).isEqualTo(told);
    device.holdfast().sync();
    assertThat(device.holdfast().status().repair()).isEqualTo(told);
    device.holdfast().acknowledgeRepair();
    assertThat(device.holdfast().status().repair()).isNull();
    device.holdfast().close();
    assertThat(repair().wasNeeded()).isFalse();
  }

  @Test
  @DisplayName("says what was lost before, when it is repaired once more")
  void toldTwice() throws IOException {
    device.holdfast().perform(caseId, "arrive", Map.of());
    loseAnAction("Cracks");
    List<Repair.Lost> first = repair().lost();
    device.reopen(Long.MAX_VALUE);
    device.holdfast().sync();
    device.holdfast().perform(caseId, "arrive", Map.of());
    loseAnAction("More cracks");

    Repair second = repair();

    assertThat(second.lost()).hasSize(first.size() + 2).containsAll(first);
    assertThat(second.wasNeeded()).isTrue();
  }

  @Test
  @DisplayName("offers what the server had taken, should that have been restored meanwhile")
  void offered() throws IOException {
    Runnable restore = device.peer().backup();
    device.holdfast().perform(caseId, "arrive", Map.of());
    device.holdfast().sync();
    device.holdfast().sync();
    assertThat(device.holdfast().pending()).isEmpty();
    damage("SELECT rootpage FROM sqlite_schema WHERE name = 'hf_bucket'");
    restore.run();
    assertThat(device.peer().judged()).isEmpty();

    assertThat(repair().isComplete()).isTrue();
    device.reopen(Long.MAX_VALUE);
    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    device.holdfast().sync();
    assertThat(device.holdfast().show(caseId).orElseThrow().stage()).isEqualTo("on-site");
    assertThat(device.holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("offers what the server knows as well, which changes nothing")
  void known() throws IOException {
    device.holdfast().perform(caseId, "arrive", Map.of());
    device.holdfast().sync();
    device.holdfast().sync();
    damage("SELECT rootpage FROM sqlite_schema WHERE name = 'hf_bucket'");
    repair();
    device.reopen(Long.MAX_VALUE);

    device.holdfast().sync();
    device.holdfast().sync();

    assertThat(device.peer().judged()).as("once").hasSize(1);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().show(caseId).orElseThrow().stage()).isEqualTo("on-site");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the content of its first frame, 156, 64",
    "the salts of its first frame, 40, 8",
    "the page number of its first frame, 32, 4",
    "the end of its head, 24, 8"
  })
  @DisplayName("has what was committed after a part of its log that is rotten:")
  void rotten(String what, long from, int bytes) throws IOException {
    List<UUID> actions = new ArrayList<>();
    Path killed = kill(actions);
    overwrite(killed.resolve("holdfast.db-wal"), from, bytes);

    Repair repair = Holdfast.at(killed).clock(Device.CLOCK).repair(Device.key());

    assertThat(repair.wasNeeded()).as(what).isTrue();
    assertThat(repair.certain()).as("who knows what was in there").isFalse();
    has(killed, actions);
  }

  @Test
  @DisplayName("was not damaged because there is a log")
  void log() throws IOException {
    List<UUID> actions = new ArrayList<>();
    Path killed = kill(actions);

    assertThat(Holdfast.at(killed).clock(Device.CLOCK).repair(Device.key()).wasNeeded()).isFalse();

    has(killed, actions);
  }

  /** As kill -9 leaves it: what was done last is in the log only. */
  private Path kill(List<UUID> actions) throws IOException {
    actions.add(device.holdfast().perform(caseId, "arrive", Map.of()).action());
    device.reopen(Long.MAX_VALUE);
    for (String findings : List.of("Cracks", "More cracks", "Even more cracks")) {
      actions.add(
          device.holdfast().perform(caseId, "record", Map.of("findings", findings)).action());
    }
    Path killed = Files.createDirectory(device.store().resolve("killed"));
    for (String name : List.of("holdfast.db", "holdfast.db-wal", "holdfast.key")) {
      Files.copy(device.store().resolve(name), killed.resolve(name));
    }
    return killed;
  }

  private static void has(Path store, List<UUID> actions) {
    try (Holdfast opened = Holdfast.at(store).clock(Device.CLOCK).open(Device.key())) {
      assertThat(opened.pending())
          .extracting(PendingAction::action)
          .containsExactlyElementsOf(actions);
    }
  }
}
