package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  private final StringWriter shown = new StringWriter();
  private final LastWords words = new LastWords(new Progress(new PrintWriter(shown)));

  @Test
  @DisplayName("progress is shown as it comes, the error is kept for the end")
  void error() {
    words.hear("Starting PostgreSQL ... 0.2 s\nStarting WildFly ... failed\nholdfast: Port ");
    words.hear("8080 is taken.\n");

    assertThat(shown.toString())
        .isEqualTo("Starting PostgreSQL ... 0.2 s\nStarting WildFly ... failed\n");
    assertThat(words.message()).isEqualTo("Port 8080 is taken.");
  }

  @Test
  @DisplayName("a supervisor that was killed leaves no words")
  void silent() {
    words.hear("Starting PostgreSQL ... ");

    assertThat(words.message()).isEqualTo("The server was stopped while it started.");
  }
}
