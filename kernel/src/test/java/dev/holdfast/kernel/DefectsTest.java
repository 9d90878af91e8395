package dev.holdfast.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The defects that {@code java .ci/Mutants.java} makes, and what docs/proof.md says of them. */
class DefectsTest {
  private static final Path HOME = Path.of("..");

  /** A name; a file; a text in it, and what takes its place; the module and the tests. */
  private static List<List<String>> defects() throws IOException {
    List<String> lines =
        Files.readAllLines(HOME.resolve(".ci/mutants.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    return Stream.of(String.join("\n", lines).strip().split("\n\\s*\n"))
        .map(defect -> List.of(defect.split("\n")))
        .toList();
  }

  @Test
  void theProofNamesEachInTheSameOrder() throws IOException {
    String proof = Fixtures.doc("proof.md");
    List<String> named =
        proof
            .substring(proof.indexOf("| defect | caught by |"))
            .lines()
            .skip(2)
            .takeWhile(line -> line.startsWith("| "))
            .map(line -> line.substring(2, line.indexOf(" |", 2)))
            .toList();

    assertThat(named).isEqualTo(defects().stream().map(defect -> defect.get(0)).toList());
  }

  @Test
  void eachCanBeMadeInOnePlace() throws IOException {
    for (List<String> defect : defects()) {
      assertThat(defect).as(defect.get(0)).hasSize(5);
      String source = Files.readString(HOME.resolve(defect.get(1)));
      assertThat(source.split(Pattern.quote(defect.get(2)), -1))
          .as("%s: '%s' in %s, and once", defect.get(0), defect.get(2), defect.get(1))
          .hasSize(2);
    }
  }
}
