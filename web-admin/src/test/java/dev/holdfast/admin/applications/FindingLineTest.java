package dev.holdfast.admin.applications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Finding;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Findings beside their lines")
class FindingLineTest {

  @Test
  @DisplayName("come in the document's order, several on one line together")
  void grouped() {
    var lines =
        FindingLine.of("one\ntwo\nthree\n", List.of(at(3, 1), at(1, 5), at(3, 9), at(9, 1)));

    assertThat(lines).extracting(FindingLine::number).containsExactly(1, 3, 9);
    assertThat(lines).extracting(FindingLine::text).containsExactly("one", "three", "");
    assertThat(lines.get(1).findings()).hasSize(2);
  }

  private static Finding at(int line, int column) {
    return new Finding(line, column, "path", "code", "message");
  }
}
