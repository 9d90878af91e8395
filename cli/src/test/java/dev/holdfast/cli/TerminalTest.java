package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {

  @Test
  void neitherAFileNorNothingIsATerminal(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("err"));

    assertThat(Terminal.isTerminal(file)).isFalse();
    assertThat(Terminal.isTerminal(directory.resolve("missing"))).isFalse();
    assertThat(Terminal.isTerminal(Path.of("/dev/null"))).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceOfTerminalsIsOne() {
    Path terminal = Path.of("/dev/tty");
    assumeThat(terminal).exists();

    assertThat(Terminal.isTerminal(terminal)).isTrue();
  }
}
