package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What applications see of the library")
class SurfaceTest {
  private static final Path KEPT = Path.of("..", "docs", "reference", "device-api.txt");
  private static final Path PRESENT = Path.of("target", "device-api.txt");

  @Test
  @DisplayName("is what docs/reference/device-api.txt promises")
  void promised() throws IOException {
    List<String> present = Surface.lines();
    List<String> kept = Files.exists(KEPT) ? Files.readAllLines(KEPT) : List.of();
    Files.write(PRESENT, present);

    assertThat(present)
        .withFailMessage(
            """
            The public surface of the device library is not what docs/reference/device-api.txt says.
            New:
            %s
            Gone:
            %s
            If nobody meant that, make it package-private, or put it back. If it is meant: say in CHANGELOG.md what \
            applications have to do, and copy client-lib/target/device-api.txt over docs/reference/device-api.txt.""",
            without(present, kept), without(kept, present))
        .isEqualTo(kept);
  }

  private static String without(List<String> lines, List<String> others) {
    Set<String> left = new LinkedHashSet<>(lines);
    others.forEach(left::remove);
    return left.isEmpty() ? "  nothing" : String.join("\n", left);
  }
}
