package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whose tables features name in their SQL, by the text of their sources; a table is the feature's
 * whose script makes it. Names that are put together when it runs (capture tables) are not seen,
 * and JPA's are the feature's own by {@link ArchitectureTest}.
 */
@DisplayName("The tables of a feature")
class TablesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/holdfast/server");
  private static final Path SCRIPTS = Path.of("src/main/resources/db/migration");
  private static final Pattern MADE =
      Pattern.compile("CREATE (?:OR REPLACE )?(?:TABLE|VIEW) holdfast\\.([a-z_]+)");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//.*?$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern NAMED = Pattern.compile("holdfast\\.([a-z_]+)");
  private static final Pattern WRITTEN =
      Pattern.compile("(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\\s+holdfast\\.([a-z_]+)");

  /** Feature and table to why it may be so. */
  private static final Map<String, String> READ_FROM_BELOW =
      Map.of(
          "platform epoch_beacon",
              "a moment is a snapshot with the mark before it, in one statement",
          "tables epoch_beacon", "when a transaction was, for people; shown, nothing hangs on it",
          "tables case_file", "a name in capture's own table, by which case types are told");

  @Test
  @DisplayName("are written by nobody else")
  void written() throws IOException {
    List<String> wrong = new ArrayList<>();
    everyMention(
        WRITTEN,
        (feature, mention) -> {
          if (!feature.equals(mention.owner())) {
            wrong.add(mention.text());
          }
        });

    assertThat(wrong)
        .as("give the feature that owns the table a method in its api, and call that")
        .isEmpty();
  }

  @Test
  @DisplayName("are read by features that build on it only, and by operations not at all")
  void read() throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> excepted = new HashSet<>();
    everyMention(
        NAMED,
        (feature, mention) -> {
          String exception = feature + ' ' + mention.table();
          if (READ_FROM_BELOW.containsKey(exception)) {
            excepted.add(exception);
          } else if (!mayRead(feature, mention.owner())) {
            wrong.add(mention.text());
          }
        });

    assertThat(wrong)
        .as("give the feature that owns the table a method in its api, and call that")
        .isEmpty();
    assertThat(excepted).as("exceptions that are used").isEqualTo(READ_FROM_BELOW.keySet());
  }

  @Test
  @DisplayName("are found in the scripts, and their mentions in the sources")
  void seen() throws IOException {
    assertThat(owners()).containsEntry("issue", "workbasket").containsEntry("device", "identity");
    Set<String> writers = new HashSet<>();
    everyMention(WRITTEN, (feature, mention) -> writers.add(feature));
    assertThat(writers).contains("tables", "sync", "fleet", "operations", "platform");
  }

  private static boolean mayRead(String feature, String owner) {
    return feature.equals(owner)
        || !feature.equals("operations")
            && ArchitectureTest.MAY_USE.getOrDefault(feature, Set.of()).contains(owner);
  }

  private record Mention(String table, String owner, String text) {}

  private static void everyMention(Pattern pattern, BiConsumer<String, Mention> found)
      throws IOException {
    Map<String, String> owners = owners();
    for (Path file : files(SOURCES, ".java")) {
      String feature = SOURCES.relativize(file).getName(0).toString();
      Matcher name = pattern.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""));
      while (name.find()) {
        String table = name.group(1);
        String owner = owners.get(table);
        if (owner != null) {
          String text = "%s names %s of %s".formatted(SOURCES.relativize(file), table, owner);
          found.accept(feature, new Mention(table, owner, text));
        }
      }
    }
  }

  private static Map<String, String> owners() throws IOException {
    Map<String, String> owners = new TreeMap<>();
    for (Path script : files(SCRIPTS, ".sql")) {
      String feature = SCRIPTS.relativize(script).getName(0).toString();
      Matcher made = MADE.matcher(Files.readString(script));
      while (made.find()) {
        owners.put(made.group(1), feature);
      }
    }
    return owners;
  }

  private static List<Path> files(Path root, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
