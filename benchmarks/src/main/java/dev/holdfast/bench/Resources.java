package dev.holdfast.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What lies beside a class: packages, SQL, data. */
public final class Resources {
  private Resources() {}

  /** As text. */
  public static String text(Class<?> beside, String name) throws IOException {
    try (InputStream in = stream(beside, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As bytes; the caller closes it. */
  public static InputStream stream(Class<?> beside, String name) throws IOException {
    InputStream in = beside.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not on the class path");
    }
    return in;
  }
}
