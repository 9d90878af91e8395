package dev.holdfast.server.platform.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Spool;
import dev.holdfast.server.platform.api.Spools.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Documents are whole before they are sent. */
class TemporarySpoolsTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir private Path directory;

  private TemporarySpools spools() {
    return new TemporarySpools(
        new Settings() {
          @Override
          public <T> T get(Setting<T> setting) {
            return setting.parse("1");
          }
        },
        directory);
  }

  private static Content bytes(int count) {
    return out -> out.write(new byte[count]);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void aDocumentHasALengthAndIsSentAsOftenAsOneLikes() throws Exception {
    try (Spool made = spools().make(out -> out.write("as it is".getBytes(UTF_8)))) {
      assertThat(made.size()).isEqualTo(8);
      for (int i = 0; i < 2; i++) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        made.copyTo(sent);
        assertThat(sent.toString(UTF_8)).isEqualTo("as it is");
      }
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void whatFailsLeavesNeitherAFileNorLessRoom() throws Exception {
    TemporarySpools spools = spools();

    assertThatThrownBy(
            () ->
                spools.make(
                    out -> {
                      out.write(new byte[MEBIBYTE]);
                      throw new IOException("entries were removed meanwhile");
                    }))
        .hasMessage("entries were removed meanwhile");
    assertThatThrownBy(
            () ->
                spools.make(
                    out -> {
                      out.write(new byte[MEBIBYTE]);
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");

    assertThat(files()).isEmpty();
    spools.make(bytes(MEBIBYTE)).close();
  }

  @Test
  void aDocumentThatHasNoRoomByItselfIsRefusedForGood() throws Exception {
    TemporarySpools spools = spools();

    assertThatThrownBy(() -> spools.make(bytes(MEBIBYTE + 1)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .hasMessageContaining("holdfast.exports.room");
    assertThat(files()).isEmpty();
    spools.make(bytes(MEBIBYTE)).close();
  }

  @Test
  void aDocumentThatOthersLeaveNoRoomIsToBeAskedForLater() throws Exception {
    TemporarySpools spools = spools();

    try (Spool other = spools.make(bytes(MEBIBYTE))) {
      assertThatThrownBy(() -> spools.make(bytes(1)))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
      assertThat(other.size()).isEqualTo(MEBIBYTE);
    }
    spools.make(bytes(1)).close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileIsTheServersAloneAndHasNoNameThatOutlivesIt() throws Exception {
    Spool made = spools().make(bytes(1));

    assertThat(files()).isEmpty();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.filter(this::isOurs).toList())
          .singleElement()
          .satisfies(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    made.close();
  }

  private boolean isOurs(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith(directory.toString());
    } catch (IOException e) {
      // Others open and close files meanwhile.
      return false;
    }
  }
}
