package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A killed process has left a log; what rots in it since")
class RottenLogTest {
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_BYTES = 24 + 4096;
  private static final int SOMEWHERE_IN_IT = 2000;
  private static final int SALTS_AT = 16;
  private static final int FRAME_SALTS_AT = 8;
  private static final int SIZE_AT = 4;

  @TempDir private Path directory = Path.of("unset");

  private final Device device = Device.alice(5);
  private Set<UUID> performed = Set.of();
  private byte[] log = new byte[0];
  private int copies;

  @BeforeEach
  void work() throws IOException {
    device.peer().airport("AK", "ANC", "Anchorage");
    UUID id = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().perform(id, "record", Map.of("condition", "good"));
    device.holdfast().perform(id, "record", Map.of("condition", "fair"));
    performed = ids(device.holdfast());
    log = Files.readAllBytes(device.store().resolve(Database.FILE + StoreFiles.LOG));
  }

  @AfterEach
  void close() {
    device.close();
  }

  private static Set<UUID> ids(Holdfast holdfast) {
    Set<UUID> ids = new HashSet<>();
    for (PendingAction action : holdfast.pending()) {
      ids.add(action.action());
    }
    return ids;
  }

  /** What is behind them is left of a longer log, which was moved into the file. */
  private int frames() {
    ByteBuffer bytes = ByteBuffer.wrap(log);
    int count = 0;
    while (HEADER_BYTES + (count + 1) * FRAME_BYTES <= log.length
        && bytes.getLong(HEADER_BYTES + count * FRAME_BYTES + FRAME_SALTS_AT)
            == bytes.getLong(SALTS_AT)) {
      count++;
    }
    return count;
  }

  /** The store as the process left it, with another log. */
  private Path killed(byte[] with) throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy-" + ++copies));
    for (String name : List.of(Database.FILE, KeyFile.FILE, Notice.FILE)) {
      Files.copy(device.store().resolve(name), copy.resolve(name));
    }
    Files.write(copy.resolve(Database.FILE + StoreFiles.LOG), with);
    return copy;
  }

  private byte[] rotten(int at) {
    byte[] bytes = log.clone();
    bytes[at] ^= 1;
    return bytes;
  }

  private static Holdfast open(Path store) {
    return Holdfast.at(store).clock(Device.CLOCK).open(Device.key());
  }

  private static void isTold(Path store, byte[] log, String what) throws IOException {
    assertThatThrownBy(() -> open(store))
        .as(what)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Repair it")
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.DAMAGED);
    assertThat(store.resolve(Database.FILE + StoreFiles.LOG)).hasBinaryContent(log);
  }

  /** All actions are there, or it is said that they are lost. */
  private void isRepaired(Path store) {
    Repair repair = Holdfast.at(store).clock(Device.CLOCK).repair(Device.key());
    assertThat(repair.wasNeeded()).isTrue();
    try (Holdfast repaired = open(store)) {
      assertThat(ids(repaired).size() + repair.lost().size())
          .isGreaterThanOrEqualTo(performed.size());
    }
  }

  /** The frame with which a transaction ends says how large the file is then. */
  private int lastTransaction() {
    int frame = frames() - 1;
    while (ByteBuffer.wrap(log).getInt(HEADER_BYTES + (frame - 1) * FRAME_BYTES + SIZE_AT) == 0) {
      frame--;
    }
    return frame;
  }

  private byte[] rottenPage(int frame) {
    return rotten(HEADER_BYTES + frame * FRAME_BYTES + SOMEWHERE_IN_IT);
  }

  @Test
  @DisplayName("hides no action: the store is told to be damaged, and repaired")
  void anyPage() throws IOException {
    assertThat(lastTransaction()).isGreaterThan(10);
    for (int frame = 0; frame < lastTransaction(); frame++) {
      byte[] rotten = rottenPage(frame);
      Path store = killed(rotten);
      isTold(store, rotten, "frame " + frame);
      isRepaired(store);
    }
  }

  @Test
  @DisplayName("is told when it is the log's beginning, of which SQLite would take nothing")
  void beginning() throws IOException {
    byte[] rotten = rotten(SALTS_AT);
    Path store = killed(rotten);

    isTold(store, rotten, "the beginning");
    isRepaired(store);
  }

  @Test
  @DisplayName("is nothing if the log was to begin anew, and everything in it is in the file")
  void beginsAnew() throws IOException {
    device.holdfast().close();
    // Half of the new header is written: the count of beginnings is another one, the rest as
    // before.
    byte[] torn = rotten(SALTS_AT - 1);

    try (Holdfast opened = open(killed(torn))) {
      assertThat(ids(opened)).isEqualTo(performed);
    }
  }

  @Test
  @DisplayName("can't be told from a power cut if it is the last transaction, which goes")
  void lastTransactions() throws IOException {
    for (int frame = lastTransaction(); frame < frames(); frame++) {
      try (Holdfast opened = open(killed(rottenPage(frame)))) {
        assertThat(ids(opened)).hasSize(performed.size() - 1);
      }
    }
  }

  @Test
  @DisplayName("is nothing if nothing has: all actions are there")
  void sound() throws IOException {
    try (Holdfast opened = open(killed(log))) {
      assertThat(ids(opened)).isEqualTo(performed);
    }
  }
}
