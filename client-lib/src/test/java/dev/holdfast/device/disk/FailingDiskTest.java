package dev.holdfast.device.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts and failures at every operation on the store's files. The ordinary run tries some points of
 * each story, always the same ones; {@code -Dholdfast.disk.points=1000000} tries all.
 */
@DisplayName("The laws hold when")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingDiskTest {
  private static final int POINTS = Integer.getInteger("holdfast.disk.points", 32);

  private @Nullable Workbench workbench;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException, InterruptedException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"), "what stands before the files is Linux's");
    workbench = new Workbench(directory);
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    if (workbench != null) {
      workbench.close();
    }
  }

  static List<String> stories() {
    return Stories.names();
  }

  private void hold(String what, String story) throws IOException {
    if (workbench == null) {
      throw new IllegalStateException("not started");
    }
    Report report = workbench.ask(what, POINTS, story);
    assertThat(report.problems()).isEmpty();
    assertThat(report.tried()).isGreaterThan(Math.min(report.points(), POINTS) / 2);
  }

  @ParameterizedTest(name = "the process is killed anywhere in {0}")
  @MethodSource("stories")
  void killed(String story) throws IOException {
    hold("kill", story);
  }

  @ParameterizedTest(name = "the power goes anywhere in {0}")
  @MethodSource("stories")
  void cut(String story) throws IOException {
    hold("cut", story);
  }

  @ParameterizedTest(name = "an operation on a file fails anywhere in {0}")
  @MethodSource("stories")
  void failing(String story) throws IOException {
    hold("fail", story);
  }
}
