package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A damaged store that was made before keys were wrapped")
class DamagedOldStoreTest {
  private static final KeyProtection PROTECTION = CheapPassphrase.of("correct horse");
  private static final int PAGE_BYTES = 4096;

  private final Device device = Device.alice(5);
  private List<PendingAction> pending = List.of();

  @BeforeEach
  void make() {
    device.peer().airport("AK", "ANC", "Anchorage");
    UUID caseId = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().perform(caseId, "arrive", Map.of());
    device.holdfast().perform(caseId, "record", Map.of("condition", "good"));
    pending = device.holdfast().pending();
    device.holdfast().close();
    OldStores.age(device.store(), Device.key(), PROTECTION);
  }

  @AfterEach
  void close() {
    device.close();
  }

  private Path file() {
    return device.store().resolve(Database.FILE);
  }

  private HoldfastBuilder store() {
    return Holdfast.at(device.store()).transport(device.peer()).clock(Device.CLOCK);
  }

  private void damage(long from, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(bytes), from);
    }
  }

  private void damagePageOf(String table) throws IOException, SQLException {
    long page;
    try (Connection connection = OldStores.raw(device.store(), PROTECTION)) {
      page = Sql.number(connection, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table);
    }
    damage((page - 1) * PAGE_BYTES, PAGE_BYTES);
  }

  private void isTold() {
    assertThatThrownBy(() -> store().open(PROTECTION))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Repair it")
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.DAMAGED);
    assertThat(device.store().resolve(Attempts.FILE)).as("not a wrong one").doesNotExist();
  }

  private void isRepaired() {
    Repair repair = store().repair(PROTECTION);

    assertThat(repair.wasNeeded()).isTrue();
    assertThat(repair.saved()).isEqualTo(pending.size());
    assertThat(repair.lost()).isEmpty();
    assertThat(repair.identity()).isTrue();
    try (Holdfast opened = store().open(PROTECTION)) {
      assertThat(opened.checkIntegrity().isSound()).isTrue();
      assertThat(opened.pending())
          .extracting(PendingAction::action)
          .containsExactlyElementsOf(pending.stream().map(PendingAction::action).toList());
      assertThat(opened.sync().up().applied()).isEqualTo(2);
      assertThat(opened.verify().match()).isTrue();
    }
    assertThat(KeyFile.read(device.store())).as("its key is wrapped now").isPresent();
  }

  @Test
  @DisplayName("is repaired as it is, as no copy can be made of it")
  void anyPage() throws IOException, SQLException {
    damagePageOf("hf_bucket");

    isTold();
    isRepaired();
  }

  @Test
  @DisplayName("is not taken for one with another passphrase when its first page is damaged")
  void firstPage() throws IOException {
    damage(StoreKey.SALT_BYTES, PAGE_BYTES - StoreKey.SALT_BYTES);

    isTold();
    isRepaired();
  }

  @Test
  @DisplayName("is not repaired with a wrong passphrase, and that counts")
  void wrong() throws IOException, SQLException {
    damagePageOf("hf_bucket");
    KeyProtection wrong = CheapPassphrase.of("wrong");

    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> store().repair(wrong)).isInstanceOf(WrongPassphraseException.class);
    }

    assertThatThrownBy(() -> store().repair(PROTECTION)).hasMessageContaining("wrong too often");
  }

  @Test
  @DisplayName("is none: a repair leaves it as it is")
  void sound() {
    assertThat(store().repair(PROTECTION).wasNeeded()).isFalse();

    assertThat(KeyFile.read(device.store())).isEmpty();
    store().open(PROTECTION).close();
    assertThat(KeyFile.read(device.store())).isPresent();
  }

  @Test
  @DisplayName("tells no key when its copy can't be made")
  void secret() {
    StoreKey key = StoreKey.random();
    OldStore old = OldStore.open(file(), PROTECTION).orElseThrow();
    String hex = HexFormat.of().formatHex(key.keyAndSalt());

    assertThatThrownBy(() -> old.copy(device.store().resolve("missing/holdfast.db.new"), key))
        .isInstanceOf(StoreException.class)
        .satisfies(
            e -> {
              for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each).hasMessageNotContaining(hex);
              }
            });
  }
}
