package dev.holdfast.kernel;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The demo's package, users and a few of its airports. */
public final class Demo {
  /** Inspector of Alaska and Hawaii. */
  public static final User ALICE =
      new User("alice", Set.of("inspector"), Map.of("states", List.of("AK", "HI")));

  /** Supervisor of Alaska. */
  public static final User SUE =
      new User("sue", Set.of("supervisor"), Map.of("states", List.of("AK")));

  private static final Map<String, String> STATES = Map.of("ANC", "AK", "HNL", "HI", "JFK", "NY");

  private Demo() {}

  /** The package's document. */
  public static String yaml() {
    return text("airfield-inspection-1.0.0.yaml");
  }

  /** A later version's document. */
  public static String evolvedYaml() {
    return text("airfield-inspection-2.0.0.yaml");
  }

  /** A later version, which calls almost everything otherwise. */
  public static ApplicationPackage evolved() {
    return read(evolvedYaml());
  }

  private static String text(String resource) {
    try (InputStream in = Demo.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The package. */
  public static ApplicationPackage definition() {
    return read(yaml());
  }

  /** The package with its rules compiled. */
  public static CompiledPackage logic() {
    return CompiledPackage.of(definition());
  }

  /** A variant of the package: the document with a part replaced. */
  public static CompiledPackage logic(String part, String replacement) {
    return CompiledPackage.of(read(replace(part, replacement)));
  }

  /** The document with a part replaced; the part has to be there. */
  public static String replace(String part, String replacement) {
    String yaml = yaml();
    if (!yaml.contains(part)) {
      throw new IllegalArgumentException("not in the demo's package: " + part);
    }
    return yaml.replace(part, replacement);
  }

  /** Its airports. */
  public static RowLookup airports() {
    return (table, key) ->
        table.equals("airport") && STATES.containsKey(key)
            ? Optional.of(Map.of("iata", key, "state", STATES.get(key), "latitude", 61.5))
            : Optional.empty();
  }

  /** The value that must be at a key. */
  public static <V> V at(Map<String, V> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  /** Reads a document that has nothing wrong with it. */
  public static ApplicationPackage read(String yaml) {
    try {
      return PackageReader.read(yaml);
    } catch (PackageException e) {
      throw new IllegalArgumentException(e.findings().toString(), e);
    }
  }
}
