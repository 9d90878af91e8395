package dev.holdfast.kernel.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.rule.CompiledPackage;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever is in a document: it is a package, or a refusal that says why. */
class MutatedDocumentsTest {
  private static final String PIECES =
      "\n  :,-[]{}'\"&*!|>%@`#\t?~.0é\u0000\ud83d\ude80 true null << case. row. user. in && || == ( )";

  @Property(tries = 400)
  void aDocumentWithRandomEditsIsReadOrRefused(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int edits, @ForAll boolean clinic) {
    Random random = new Random(seed);
    StringBuilder document = new StringBuilder(clinic ? Clinic.yaml() : Demo.yaml());
    for (int i = 0; i < edits; i++) {
      edit(document, random);
    }
    readOrRefuse(document.toString());
  }

  @Property(tries = 100)
  void anyTextIsReadOrRefused(@ForAll String text) {
    readOrRefuse(text);
  }

  @Test
  void aBombIsRefusedAtOnce() {
    StringBuilder aliases = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      aliases.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(codes(aliases.toString())).contains("alias");
    assertThat(codes("[".repeat(100_000))).contains("not-yaml");
    assertThat(codes("roles: " + "[".repeat(100) + "]".repeat(100))).contains("not-yaml");
    assertThat(codes("#".repeat(PackageReader.MAX_BYTES + 1))).containsExactly("too-large");
    assertThat(codes(Demo.replace("has(case.condition)", "(".repeat(5000)))).contains("bad-rule");
    assertThat(codes(Clinic.replace("record.dose < 100.0", "(".repeat(5000)))).contains("bad-rule");
    StringBuilder fields = new StringBuilder("at: {type: time}\n");
    for (int i = 0; i < 2000; i++) {
      fields.append("      f%d: {type: time}%n".formatted(i));
    }
    assertThat(codes(Clinic.replace("at: {type: time}", fields.toString()))).contains("too-large");
  }

  private static List<String> codes(String document) {
    return readOrRefuse(document).stream().map(Finding::code).toList();
  }

  private static List<Finding> readOrRefuse(String document) {
    try {
      ApplicationPackage read = PackageReader.read(document);
      CompiledPackage.of(read);
      return List.of();
    } catch (PackageException e) {
      assertThat(e.findings()).isNotEmpty();
      e.findings().forEach(MutatedDocumentsTest::checkPlace);
      return e.findings();
    }
  }

  private static void checkPlace(Finding finding) {
    assertThat(finding.line()).isPositive();
    assertThat(finding.column()).isPositive();
    assertThat(finding.message()).isNotBlank();
  }

  private static void edit(StringBuilder document, Random random) {
    int at = random.nextInt(document.length());
    int to = Math.min(document.length(), at + 1 + random.nextInt(8));
    switch (random.nextInt(4)) {
      case 0 -> document.delete(at, to);
      case 1 -> document.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      case 2 -> document.insert(random.nextInt(document.length()), document.substring(at, to));
      default -> {
        String[] words = document.toString().split("[^a-z_-]+", -1);
        document.replace(at, to, words[random.nextInt(words.length)]);
      }
    }
  }
}
