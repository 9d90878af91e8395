package dev.holdfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.Progress.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The line that shows progress")
class ProgressLineTest {
  private static Progress progress(Stage stage, long rows, long ofRows, long bytes) {
    return new Progress(
        stage,
        rows,
        ofRows == 0 ? OptionalLong.empty() : OptionalLong.of(ofRows),
        bytes,
        OptionalLong.empty());
  }

  @Test
  @DisplayName("says how much is done, as far as that is known")
  void text() {
    assertThat(ProgressLine.text(progress(Stage.RECEIVING, 50, 200, 2048)))
        .isEqualTo("Receiving rows ... 50 (2 KiB) 25 %");
    assertThat(ProgressLine.text(progress(Stage.CHECKING, 0, 0, 0)))
        .isEqualTo("Checking the store ...");
  }

  @Test
  @DisplayName("has words for every stage")
  void stages() {
    assertThat(Stage.values())
        .extracting(stage -> ProgressLine.text(progress(stage, 0, 0, 0)))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.endsWith(" ..."));
  }

  @Test
  @DisplayName("is left to others at the end, if it was used")
  void end() {
    List<String> shown = new ArrayList<>();
    new ProgressLine(shown::add).close();
    assertThat(shown).isEmpty();

    try (ProgressLine line = new ProgressLine(shown::add)) {
      line.accept(progress(Stage.SENDING, 1, 2, 0));
    }

    assertThat(shown).containsExactly("Sending actions ... 1 50 %", "");
  }
}
