package dev.holdfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command that is ended by a signal")
class InterruptionTest {

  @Test
  @DisplayName("is interrupted, and waited for until it has said what became of it")
  void waits() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("begun");

      // Unlike the process itself, its handle leaves the stream open.
      process.toHandle().destroy();

      assertThat(said.readLine()).isEqualTo("ended in order");
      assertThat(said.readLine()).isNull();
    }
    assertThat(process.waitFor()).as("exit code of SIGTERM").isEqualTo(143);
  }

  /** Works until it is interrupted. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] args) throws Exception {
      try (Interruption interruption = new Interruption()) {
        interruption.during(
            () -> {
              System.out.println("begun");
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              return "interrupted";
            });
        System.out.println("ended in order");
      }
    }
  }
}
