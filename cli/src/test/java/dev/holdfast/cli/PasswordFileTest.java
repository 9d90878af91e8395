package dev.holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file with a password")
class PasswordFileTest {
  @TempDir private Path directory = Path.of("unset");

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("password"), bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pässword ", "pässword \n", "pässword \r\n"})
  @DisplayName("is read as text, without its last line feed")
  void read(String content) throws Exception {
    assertThat(PasswordFile.read(file(content.getBytes(UTF_8))))
        .isEqualTo("pässword ".toCharArray());
  }

  @Test
  @DisplayName("is refused if it is empty, is no text, or is not there")
  void refused() throws IOException {
    Path empty = file("\n".getBytes(UTF_8));
    assertThatThrownBy(() -> PasswordFile.read(empty))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("is empty");
    Path bytes = file(new byte[] {(byte) 0xC3});
    assertThatThrownBy(() -> PasswordFile.read(bytes)).hasMessageContaining("Can't read");
    assertThatThrownBy(() -> PasswordFile.read(directory.resolve("missing")))
        .hasMessageContaining("Can't read");
  }
}
