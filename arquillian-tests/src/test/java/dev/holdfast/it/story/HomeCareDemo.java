package dev.holdfast.it.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.cli.local.demo.Demo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The demo's home care, as {@code holdfast up} takes it. */
final class HomeCareDemo {
  private HomeCareDemo() {}

  /** Its tables with their people. */
  static String tables() {
    return file("home-care.sql");
  }

  /** Its package. */
  static String logic() {
    return file("home-care.yaml");
  }

  /** A file of the demo. */
  static String file(String name) {
    try (InputStream in = Demo.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
