package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A store that was made before keys were wrapped")
class OldStoreTest {
  private static final KeyProtection PROTECTION = AgedStore.PROTECTION;

  private final AgedStore aged = new AgedStore();
  private byte[] old = new byte[0];

  @BeforeEach
  void read() throws IOException {
    old = Files.readAllBytes(aged.file());
  }

  @AfterEach
  void close() {
    aged.close();
  }

  private void hasEverything() throws IOException {
    try (Holdfast opened = aged.store().open(PROTECTION)) {
      assertThat(opened.pending()).isEqualTo(aged.pending()).hasSize(2);
      assertThat(opened.show(aged.caseId()).orElseThrow().stage()).isEqualTo("on-site");
      assertThat(opened.verify().match()).isTrue();
      assertThat(opened.checkIntegrity().isSound()).isTrue();
      assertThat(opened.sync().up().applied()).isEqualTo(2);
    }
    assertThat(aged.directory()).isDirectoryNotContaining("glob:**.new");
    assertThat(salt(Files.readAllBytes(aged.file()))).as("encrypted anew").isNotEqualTo(salt(old));
  }

  private static byte[] salt(byte[] file) {
    return Arrays.copyOf(file, StoreKey.SALT_BYTES);
  }

  @Test
  @DisplayName("is encrypted anew when it is opened, and has everything")
  void opened() throws IOException {
    hasEverything();
    hasEverythingAgain();
  }

  private void hasEverythingAgain() {
    try (Holdfast opened = aged.store().open(PROTECTION)) {
      assertThat(opened.pending()).isEmpty();
      assertThat(opened.verify().match()).isTrue();
    }
  }

  @Test
  @DisplayName("is no longer opened by what its old passphrase gives")
  void oldKey() throws IOException, SQLException {
    hasEverything();
    StoreKey byPassphrase =
        StoreKey.of(
            PROTECTION.keyOfOldStore(salt(old)).orElseThrow(),
            salt(Files.readAllBytes(aged.file())));

    assertThatThrownBy(
            () ->
                new Connections(StoreEngine.jdbc(), aged.file(), byPassphrase, Long.MAX_VALUE)
                    .open(false))
        .isInstanceOf(SQLException.class);
  }

  @Test
  @DisplayName("has its log with it")
  void log() throws SQLException, IOException {
    try (Connection connection = OldStores.raw(aged.directory(), PROTECTION)) {
      Sql.update(connection, "INSERT INTO hf_suspect (name) VALUES ('x')");
      Path copy = Files.createDirectory(aged.directory().resolve("copy"));
      for (String name : List.of(Database.FILE, Database.FILE + "-wal")) {
        Files.copy(aged.directory().resolve(name), copy.resolve(name));
      }
      try (Database opened = Database.open(copy, PROTECTION, Long.MAX_VALUE)) {
        long suspects =
            opened.read(c -> Sql.number(c, "SELECT count(*) FROM hf_suspect WHERE name = 'x'"));
        assertThat(suspects).isEqualTo(1);
      }
      assertThat(copy).isDirectoryNotContaining("glob:**.new");
    }
  }

  @Test
  @DisplayName("is as it was when the passphrase is wrong, and that counts")
  void wrong() throws IOException {
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> aged.store().open(CheapPassphrase.of("wrong")))
          .isInstanceOf(WrongPassphraseException.class);
    }

    assertThat(Files.readAllBytes(aged.file())).isEqualTo(old);
    assertThat(aged.directory()).isDirectoryNotContaining("glob:**holdfast.key*");
    assertThatThrownBy(() -> aged.store().open(PROTECTION)).hasMessageContaining("wrong too often");
  }

  @Test
  @DisplayName("is as it was when another door has it open")
  void busy() throws IOException {
    try (Doors.Door door = Doors.enter(aged.file())) {
      assertThatThrownBy(() -> aged.store().open(PROTECTION))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Close it everywhere");
    }
    assertThat(Files.readAllBytes(aged.file())).isEqualTo(old);
    hasEverything();
  }

  @Test
  @DisplayName("begins anew when the copy was cut")
  void cutWhileCopying() throws IOException {
    copied(StoreKey.random());
    Path fresh = aged.directory().resolve(Replacement.FILE);
    Files.write(fresh, Arrays.copyOf(Files.readAllBytes(fresh), 20_000));

    hasEverything();
  }

  @Test
  @DisplayName("begins anew when it was cut before the key was written")
  void cutBeforeTheKey() throws IOException {
    StoreKey key = StoreKey.random();
    copied(key);
    // What a cut of writing the key leaves.
    Files.writeString(aged.directory().resolve(KeyFile.FILE + ".tmp"), "{\"vers");

    hasEverything();
  }

  @Test
  @DisplayName("is done by whoever opens it next when it was cut after the key was written")
  void cutAfterTheKey() throws IOException {
    StoreKey key = StoreKey.random();
    copied(key);
    KeyFile.of(key, PROTECTION).write(aged.directory());

    hasEverything();
  }

  @Test
  @DisplayName("takes no log of the old file with it")
  void cutBeforeTheLog() throws IOException {
    StoreKey key = StoreKey.random();
    copied(key);
    KeyFile.of(key, PROTECTION).write(aged.directory());
    Files.writeString(aged.directory().resolve(Database.FILE + "-wal"), "what was of the old file");

    hasEverything();
  }

  @Test
  @DisplayName("tells how far it is, cancelled is as it was, and opens the next time")
  void cancelled() throws IOException {
    Cancellation cancellation = new Cancellation();
    List<Progress> told = new ArrayList<>();

    assertThatThrownBy(
            () ->
                aged.store()
                    .cancellation(cancellation)
                    .progress(
                        progress -> {
                          told.add(progress);
                          if (progress.stage() == Progress.Stage.ENCRYPTING) {
                            cancellation.cancel();
                          }
                        })
                    .open(PROTECTION))
        .isInstanceOf(CancelledException.class);

    assertThat(told).last().matches(progress -> progress.ofBytes().orElse(0) >= old.length);
    assertThat(salt(Files.readAllBytes(aged.file()))).isEqualTo(salt(old));
    hasEverything();
  }

  private void copied(StoreKey key) {
    OldStore.open(StoreEngine.jdbc(), aged.file(), PROTECTION)
        .orElseThrow()
        .copy(Replacement.begin(aged.directory()), key, Undertaking.unseen(Clock.systemUTC()));
  }
}
