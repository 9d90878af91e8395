package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.peer.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example in README.md")
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("## In your application.*?```java\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "holdfast", "device", "ReadmeTest.java");

  private final Peer peer = new Peer(Device.CLOCK, Peer.alice());

  /** The lines between begin and end are the example, word for word. */
  private static int example(HoldfastBuilder store, char[] passphrase, String password) {
    // begin
    try (Holdfast holdfast = store.open(passphrase)) {
      holdfast.signIn("https://holdfast.example", "alice", password, "Tablet 7");
      holdfast.watch(change -> System.out.println("Look again at " + change.cases()));
      holdfast.sync(progress -> System.out.println(progress.stage()), new Cancellation());
      var airports = holdfast.query("SELECT iata FROM airport WHERE state = 'AK'");
      var inspection = holdfast.cases().get(0).id();
      holdfast.perform(inspection, "arrive", Map.of());
      holdfast.perform(inspection, "record", Map.of("condition", "good", "defects", 2));
      holdfast.pending().forEach(action -> System.out.println(action.name() + " waits"));
      return holdfast.sync().up().applied() + airports.size();
    }
    // end
  }

  @Test
  @DisplayName("does what it says")
  void runs(@TempDir Path directory) {
    peer.airport("AK", "ANC", "Anchorage");
    peer.planned("AK", "ANC", "alice");
    HoldfastBuilder store =
        Holdfast.at(directory).transport(peer).clock(Device.CLOCK).sleeper(duration -> {});

    assertThat(example(store, "correct horse".toCharArray(), "secret")).isEqualTo(3);

    assertThat(peer.judged()).hasSize(2);
  }

  @Test
  @DisplayName("is the one that is run here")
  void same() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"), StandardCharsets.UTF_8);
    String source = Files.readString(SOURCE, StandardCharsets.UTF_8);
    Matcher told = EXAMPLE.matcher(readme);
    assertThat(told.find()).as("README.md has an example").isTrue();

    String run = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("// end"));

    assertThat(told.group(1)).isEqualTo(run.stripIndent());
  }
}
