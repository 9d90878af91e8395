package dev.holdfast.device.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.device.store.salvage.DamagedFile;
import dev.holdfast.device.store.salvage.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What files hold that a {@link StoreEngine} writes, and whoever reads them. */
abstract class EngineFilesContract extends EngineFiles {
  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;
  private static final int PAGE_BYTES = 4096;

  @Test
  @DisplayName("makes a file that begins with its salt and in which nothing can be read")
  void encrypts() throws SQLException, IOException {
    byte[] key = key(1);
    try (Connection connection = open(file(), key)) {
      fill(connection);
      assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
      assertThat(Files.readString(Path.of(file() + "-wal"), StandardCharsets.ISO_8859_1))
          .doesNotContain(SECRET);
      settle(connection);
    }

    assertThat(key).isEqualTo(key(1));
    byte[] bytes = Files.readAllBytes(file());
    assertThat(Arrays.copyOf(bytes, StoreEngine.SALT_BYTES))
        .isEqualTo(Arrays.copyOfRange(key, StoreEngine.KEY_BYTES, key.length));
    assertThat(bytes.length % PAGE_BYTES).isZero();
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    try (Connection again = open()) {
      assertThat(row(again, "SELECT count(*) FROM word")).containsExactly(2_000);
    }
  }

  @Test
  @DisplayName("writes file and log in the form that a repair reads without it")
  void form() throws SQLException, IOException {
    try (Connection connection = open()) {
      fill(connection);
      settle(connection);
    }
    try (Connection connection = open()) {
      run(connection, "INSERT INTO word (text) VALUES ('in the log')");

      List<Row> rows = new ArrayList<>();
      try (DamagedFile file = new DamagedFile(file(), key(1))) {
        assertThat(file.isReadable()).isTrue();
        assertThat(file.hasWholeLog()).isTrue();
        rows.addAll(file.content("word").rows());
      }
      assertThat(rows).hasSize(2_001).anyMatch(row -> "in the log".equals(row.text(1)));
      assertThat(DamagedFile.version(file(), key(1))).hasValue(7);
    }
  }

  @Test
  @DisplayName("says that a file is none of another key's, as one whose first page is damaged")
  void wrongKey() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      settle(connection);
    }
    byte[] other = key(1);
    other[0] ^= 1;

    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (Connection connection = engine().open(file(), other)) {
                run(connection, "PRAGMA journal_mode = WAL");
                run(connection, "SELECT count(*) FROM sqlite_schema");
              }
            });

    assertThat(primary(e)).isEqualTo(NOT_A_DATABASE);
    assertThat(String.valueOf(e)).doesNotContain(HexFormat.of().formatHex(other));
  }

  @Test
  @DisplayName("finds a page that was changed, when it is read and when all are checked")
  void damage() throws SQLException, IOException {
    try (Connection connection = open()) {
      fill(connection);
      settle(connection);
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int page = 5; page < bytes.length / PAGE_BYTES - 2; page++) {
      bytes[page * PAGE_BYTES + 100] ^= 1;
    }
    Files.write(file(), bytes);

    try (Connection connection = open()) {
      assertThat(failure(connection, "SELECT sum(length(text)) FROM word NOT INDEXED"))
          .isIn(10, CORRUPT, NOT_A_DATABASE);
      String said;
      try {
        said = String.valueOf(row(connection, "PRAGMA integrity_check(10)").get(0));
      } catch (SQLException e) {
        said = "refused";
      }
      assertThat(said).isNotEqualTo("ok");
    }
  }

  @Test
  @DisplayName("copies everything under another key, whatever the file is called")
  void copy() throws SQLException {
    Path fresh = directory.resolve("a ?'%#&copy.db");
    try (Connection connection = open()) {
      fill(connection);
      run(connection, "DELETE FROM word WHERE id > 1990");
      engine().copy(connection, fresh, key(2));
      assertThat(row(connection, "SELECT count(*) FROM word")).containsExactly(1_990);
    }

    try (Connection copy = open(fresh, key(2))) {
      assertThat(row(copy, "PRAGMA user_version")).containsExactly(7);
      assertThat(row(copy, "PRAGMA integrity_check")).containsExactly("ok");
      assertThat(row(copy, "SELECT count(*) FROM shown")).containsExactly(1_990);
      assertThat(row(copy, "SELECT seq FROM sqlite_sequence WHERE name = 'word'"))
          .containsExactly(2_000);
      assertThat(row(copy, "SELECT count(*) FROM sqlite_schema WHERE name = 'word_text'"))
          .containsExactly(1);
    }
  }

  @Test
  @DisplayName("tells nobody the key of a copy that can't be made")
  void noCopy() throws SQLException {
    Path nowhere = directory.resolve("nowhere").resolve("copy.db");
    try (Connection connection = open()) {
      fill(connection);

      assertThatThrownBy(() -> engine().copy(connection, nowhere, key(2)))
          .isInstanceOf(SQLException.class)
          .satisfies(
              e ->
                  assertThat(String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT))
                      .doesNotContain(
                          HexFormat.of().formatHex(Arrays.copyOf(key(2), StoreEngine.KEY_BYTES))));
    }
  }
}
