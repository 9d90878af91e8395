package dev.holdfast.server.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationIndexTest {
  private static final Path ROOT = Path.of("src/main/resources/db/migration");

  @Test
  void everyFeatureWithScriptsIsMigrated() throws IOException {
    try (Stream<Path> features = Files.list(ROOT)) {
      assertThat(features.map(p -> p.getFileName().toString()))
          .as("add the feature to Migration.FEATURES, after those it builds on")
          .isSubsetOf(Migration.FEATURES);
    }
  }

  @Test
  void everyIndexNamesTheScriptsOfItsDirectory() throws IOException {
    for (String feature : Migration.FEATURES) {
      Path directory = ROOT.resolve(feature);
      if (Files.isDirectory(directory)) {
        assertThat(scripts(directory))
            .as("db/migration/%s/index: one line per script, in order", feature)
            .isEqualTo(indexed(directory));
      }
    }
  }

  private static List<String> scripts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(n -> n.endsWith(".sql"))
          .sorted()
          .toList();
    }
  }

  private static List<String> indexed(Path directory) throws IOException {
    Path index = directory.resolve("index");
    return Files.exists(index) ? Files.readAllLines(index) : List.of();
  }
}
