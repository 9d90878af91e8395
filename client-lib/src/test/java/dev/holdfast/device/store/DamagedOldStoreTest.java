package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A damaged store that was made before keys were wrapped")
class DamagedOldStoreTest {
  private static final KeyProtection PROTECTION = AgedStore.PROTECTION;
  private static final int PAGE_BYTES = 4096;

  private final AgedStore aged = new AgedStore();

  @AfterEach
  void close() {
    aged.close();
  }

  private void damage(long from, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(aged.file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(bytes), from);
    }
  }

  private void damagePageOf(String table) throws IOException, SQLException {
    long page;
    try (Connection connection = OldStores.raw(aged.directory(), PROTECTION)) {
      page = Sql.number(connection, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table);
    }
    damage((page - 1) * PAGE_BYTES, PAGE_BYTES);
  }

  private void isTold() {
    assertThatThrownBy(() -> aged.store().open(PROTECTION))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Repair it")
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.DAMAGED);
    assertThat(aged.directory().resolve(Attempts.FILE)).as("not a wrong one").doesNotExist();
  }

  private void isRepaired() {
    Repair repair = aged.store().repair(PROTECTION);

    assertThat(repair.wasNeeded()).isTrue();
    assertThat(repair.saved()).isEqualTo(aged.pending().size());
    assertThat(repair.lost()).isEmpty();
    assertThat(repair.identity()).isTrue();
    try (Holdfast opened = aged.store().open(PROTECTION)) {
      assertThat(opened.checkIntegrity().isSound()).isTrue();
      assertThat(opened.pending())
          .extracting(PendingAction::action)
          .containsExactlyElementsOf(aged.pending().stream().map(PendingAction::action).toList());
      assertThat(opened.sync().up().applied()).isEqualTo(2);
      assertThat(opened.verify().match()).isTrue();
    }
    assertThat(KeyFile.read(aged.directory())).as("its key is wrapped now").isPresent();
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
  @DisplayName("is not taken for one with another passphrase when the first bytes are gone")
  void salt() throws IOException {
    damage(0, StoreKey.SALT_BYTES);

    assertThatThrownBy(() -> aged.store().open(PROTECTION))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("first bytes of the store's file are gone")
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.DAMAGED);
    assertThatThrownBy(() -> aged.store().repair(PROTECTION))
        .hasMessageContaining("first bytes of the store's file are gone");
    assertThat(aged.directory().resolve(Attempts.FILE)).as("not a wrong one").doesNotExist();
  }

  @Test
  @DisplayName("is not repaired with a wrong passphrase, and that counts")
  void wrong() throws IOException, SQLException {
    damagePageOf("hf_bucket");
    KeyProtection wrong = CheapPassphrase.of("wrong");

    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> aged.store().repair(wrong))
          .isInstanceOf(WrongPassphraseException.class);
    }

    assertThatThrownBy(() -> aged.store().repair(PROTECTION))
        .hasMessageContaining("wrong too often");
  }

  @Test
  @DisplayName("is none: a repair leaves it as it is")
  void sound() {
    assertThat(aged.store().repair(PROTECTION).wasNeeded()).isFalse();

    assertThat(KeyFile.read(aged.directory())).isEmpty();
    aged.store().open(PROTECTION).close();
    assertThat(KeyFile.read(aged.directory())).isPresent();
  }

  @Test
  @DisplayName("tells no key when its copy can't be made")
  void secret() {
    StoreKey key = StoreKey.random();
    OldStore old = OldStore.open(StoreEngine.jdbc(), aged.file(), PROTECTION).orElseThrow();
    String hex = HexFormat.of().formatHex(key.keyAndSalt());

    assertThatThrownBy(
            () ->
                old.copy(
                    aged.directory().resolve("missing/holdfast.db.new"),
                    key,
                    Undertaking.unseen(Clock.systemUTC())))
        .isInstanceOf(StoreException.class)
        .satisfies(
            e -> {
              for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each).hasMessageNotContaining(hex);
              }
            });
  }
}
