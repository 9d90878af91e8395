package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProcessRefTest {
  private Process sleeper = ProcessRefTest.sleep();

  static Process sleep() {
    try {
      return new ProcessBuilder("sleep", "600").start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void runs() {
    assertThat(sleeper.isAlive()).isTrue();
  }

  @AfterEach
  void end() {
    sleeper.destroyForcibly();
  }

  @Test
  @DisplayName("a running process is found again")
  void found() {
    assertThat(ProcessRef.of(sleeper.toHandle()).alive()).isTrue();
  }

  @Test
  @DisplayName("a process with the same id but another start is somebody else's, and stays")
  void anotherStart() {
    ProcessRef real = ProcessRef.of(sleeper.toHandle());
    ProcessRef stale = new ProcessRef(real.pid(), real.startedAt().minusSeconds(60));

    stale.end(Duration.ofSeconds(5));

    assertThat(stale.alive()).isFalse();
    assertThat(sleeper.isAlive()).isTrue();
  }

  @Test
  @DisplayName("ending waits until the process is gone")
  void ends() {
    ProcessRef process = ProcessRef.of(sleeper.toHandle());

    process.end(Duration.ofSeconds(30));

    assertThat(process.alive()).isFalse();
    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  @DisplayName("ending a process that has ended does nothing")
  void endsTwice() {
    ProcessRef process = ProcessRef.of(sleeper.toHandle());
    process.end(Duration.ofSeconds(30));

    process.end(Duration.ofSeconds(30));

    assertThat(process.alive()).isFalse();
  }

  @Test
  @DisplayName("a process that ignores the request is ended by force")
  void force() throws IOException {
    Process stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
            .start();
    assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");

    ProcessRef.of(stubborn.toHandle()).end(Duration.ofMillis(300));

    assertThat(stubborn.isAlive()).isFalse();
  }
}
