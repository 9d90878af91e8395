package dev.holdfast.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.workbasket.api.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The texts")
class TextsTest {
  private static final Pattern USED =
      Pattern.compile(
          "(?:txt\\[|texts\\s*\\.(?:of|format)\\(\\s*)['\"]([\\w.-]*[\\w-])['\"][\\],)]");

  private final ResourceBundle texts = ResourceBundle.getBundle("dev.holdfast.admin.texts");

  @Test
  @DisplayName("hold every text that pages and beans name")
  void complete() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().matches(".*\\.(xhtml|java)")) {
          USED.matcher(Files.readString(file)).results().forEach(use -> used.add(use.group(1)));
        }
      }
    }
    assertThat(used).hasSizeGreaterThan(150);
    assertThat(texts.keySet()).containsAll(used);
  }

  @Test
  @DisplayName("have a word and a sentence for every reason")
  void reasons() {
    var codes = Arrays.stream(ParkReason.values()).map(ParkReason::code).toList();

    assertThat(codes)
        .allSatisfy(code -> assertThat(texts.getString("reason." + code)).isNotBlank());
    assertThat(codes)
        .allSatisfy(code -> assertThat(texts.getString("sentence." + code)).isNotBlank());
  }

  @Test
  @DisplayName("have words for every resolution: as a choice, as a fact, as a notice")
  void resolutions() {
    var codes = Arrays.stream(Resolution.values()).map(Resolution::code).toList();

    for (var kind : new String[] {"choice.", "resolution.", "issue.resolved."}) {
      assertThat(codes).allSatisfy(code -> assertThat(texts.getString(kind + code)).isNotBlank());
    }
  }

  @Test
  @DisplayName("have words for everything that the audit trail may say was done")
  void audited() {
    assertThat(AuditAction.values())
        .allSatisfy(action -> assertThat(texts.getString("audit." + action.code())).isNotBlank());
  }
}
