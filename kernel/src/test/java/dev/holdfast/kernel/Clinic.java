package dev.holdfast.kernel;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A package with fields of all types and rules of all kinds. */
public final class Clinic {
  /** A nurse. */
  public static final User NORA = new User("nora", Set.of("nurse"), Map.of());

  private Clinic() {}

  /** The package's document. */
  public static String yaml() {
    try (InputStream in = Clinic.class.getResourceAsStream("clinic-1.0.0.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document with a part replaced; the part has to be there. */
  public static String replace(String part, String replacement) {
    if (!yaml().contains(part)) {
      throw new IllegalArgumentException("not in the clinic's package: " + part);
    }
    return yaml().replace(part, replacement);
  }

  /** The package. */
  public static ApplicationPackage definition() {
    return read(yaml());
  }

  /** Its only case type. */
  public static CaseType visit() {
    return Objects.requireNonNull(definition().cases().get("visit"));
  }

  /** The package with its rules compiled. */
  public static CompiledPackage logic() {
    return CompiledPackage.of(definition());
  }

  /** A variant of the package: the document with a part replaced. */
  public static CompiledPackage logic(String part, String replacement) {
    return CompiledPackage.of(read(replace(part, replacement)));
  }

  private static ApplicationPackage read(String yaml) {
    try {
      return PackageReader.read(yaml);
    } catch (PackageException e) {
      throw new IllegalArgumentException(e.findings().toString(), e);
    }
  }
}
