package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The library and what it brings")
class SizeTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "device-size.md");
  private static final Path CLASS_PATH = Path.of("target", "runtime-classpath.txt");
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");
  private static final int KIBI = 1024;

  /** Ours change with every commit; the page says up to which step they have come. */
  private static final long STEP_KIB = 100;

  private static final long MOST_OURS_KIB = 1500;
  private static final long MOST_ALL_KIB = 36 * 1024;

  /** What each is there for. One that is not named here has come by itself. */
  private static final Map<String, String> PURPOSES =
      Map.ofEntries(
          Map.entry("holdfast-client", "the device"),
          Map.entry("holdfast-kernel", "packages, rules, the case engine, messages"),
          Map.entry(
              "sqlite-jdbc",
              "the encrypted store: SQLite with SQLCipher's format, as native code for every desktop system; one of them is some 1.5 MB"),
          Map.entry(
              "bcprov-jdk18on",
              "Argon2id, for passphrases; a shrinker leaves some 40 KB of it. Not loaded where the key is kept otherwise"),
          Map.entry("cel", "rules (CEL)"),
          Map.entry("common", "of CEL"),
          Map.entry("compiler", "of CEL: parser and type checker"),
          Map.entry("protobuf", "of CEL"),
          Map.entry("runtime", "of CEL"),
          Map.entry("v1alpha1", "of CEL"),
          Map.entry("protobuf-java", "CEL's values"),
          Map.entry("guava", "CEL's collections"),
          Map.entry("failureaccess", "of Guava"),
          Map.entry("antlr4-runtime", "CEL's parser"),
          Map.entry("re2j", "CEL's regular expressions, which can't be made to run for ever"),
          Map.entry("threeten-extra", "CEL's durations"),
          Map.entry("jackson-annotations", "JSON"),
          Map.entry("jackson-core", "JSON"),
          Map.entry("jackson-databind", "JSON"),
          Map.entry("snakeyaml-engine", "packages are YAML"),
          Map.entry("aircompressor", "segments are compressed (Zstandard), in Java"),
          Map.entry("jspecify", "annotations"),
          Map.entry("slf4j-api", "log"));

  private static final String HEAD =
      """
      # Size of the device library

      Made by a test; don't edit. What an application gets with `dev.holdfast:holdfast-client`, in KiB as jars, and why. Ours are rounded up to %d.
      A test fails beyond %,d KiB of ours, or %,d KiB in all, and for a library that is not named here.

      | library | version | KiB | for |
      |---|---|---|---|
      """
          .formatted(STEP_KIB, MOST_OURS_KIB, MOST_ALL_KIB);

  private record Library(String name, String version, long kibibytes) {}

  @Test
  @DisplayName("are as large as docs/reference/device-size.md says")
  void page() throws IOException {
    String generated = page(libraries());
    String kept = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!generated.equals(kept)) {
      Files.writeString(PAGE, generated);
    }

    assertThat(kept)
        .withFailMessage("It was not; it has been written anew: look at the change and commit it.")
        .isEqualTo(generated);
  }

  @Test
  @DisplayName("have not grown beyond what an application may expect")
  void bounds() throws IOException {
    List<Library> libraries = libraries();

    assertThat(libraries.stream().filter(SizeTest::isOurs).mapToLong(Library::kibibytes).sum())
        .as("KiB of ours")
        .isBetween(1L, MOST_OURS_KIB);
    assertThat(libraries.stream().mapToLong(Library::kibibytes).sum())
        .as("KiB in all")
        .isLessThanOrEqualTo(MOST_ALL_KIB);
  }

  @Test
  @DisplayName("are what somebody has asked for")
  void purposes() throws IOException {
    assertThat(libraries())
        .extracting(Library::name)
        .as("say here what it is for, or exclude it")
        .containsExactlyInAnyOrderElementsOf(PURPOSES.keySet());
  }

  private static boolean isOurs(Library library) {
    return library.name().startsWith("holdfast-");
  }

  private static String page(List<Library> libraries) {
    StringBuilder page = new StringBuilder(HEAD);
    long all = 0;
    for (Library library : libraries) {
      all += library.kibibytes();
      page.append(
          "| %s | %s | %,d | %s |\n"
              .formatted(
                  library.name(),
                  library.version(),
                  library.kibibytes(),
                  PURPOSES.getOrDefault(library.name(), "?")));
    }
    return page.append("| all | | %,d | |\n".formatted(all)).toString();
  }

  private static List<Library> libraries() throws IOException {
    List<Library> libraries = new ArrayList<>();
    libraries.add(ours("holdfast-client", Path.of("target", "classes")));
    for (String entry : Files.readString(CLASS_PATH).strip().split(File.pathSeparator)) {
      Path file = Path.of(entry);
      Matcher name = JAR.matcher(file.getFileName().toString());
      if (file.toString().contains("holdfast-kernel")
          || file.endsWith(Path.of("kernel", "target", "classes"))) {
        libraries.add(ours("holdfast-kernel", Path.of("..", "kernel", "target", "classes")));
      } else if (name.matches()) {
        libraries.add(
            new Library(name.group(1), name.group(2), (Files.size(file) + KIBI - 1) / KIBI));
      } else {
        throw new IllegalStateException("not a library: " + file);
      }
    }
    libraries.sort(
        Comparator.comparing((Library library) -> !isOurs(library))
            .thenComparing(Comparator.comparingLong(Library::kibibytes).reversed())
            .thenComparing(Library::name));
    return libraries;
  }

  /** As a jar of what was compiled, which the tests of a build may come before. */
  private static Library ours(String name, Path classes) throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar);
        Stream<Path> files = Files.walk(classes)) {
      files.filter(Files::isRegularFile).sorted().forEach(file -> add(zip, classes, file));
    }
    long kibibytes = (jar.size() + KIBI - 1) / KIBI;
    return new Library(name, "", (kibibytes + STEP_KIB - 1) / STEP_KIB * STEP_KIB);
  }

  private static void add(ZipOutputStream zip, Path classes, Path file) {
    try {
      zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
      Files.copy(file, zip);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
