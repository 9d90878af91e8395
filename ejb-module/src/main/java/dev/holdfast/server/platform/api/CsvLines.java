package dev.holdfast.server.platform.api;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180. A text that a spreadsheet would take for a formula is defused; a number is none.
 */
public final class CsvLines {
  private static final String FORMULA = "=+-@\t\r\n";

  private final Writer out;

  /** Writes to a stream, which stays the caller's to close. */
  public CsvLines(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Writes one line; null is an empty cell. */
  public void line(@Nullable Object... cells) throws IOException {
    out.write(Arrays.stream(cells).map(CsvLines::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  /** Hands on what was written. */
  public void flush() throws IOException {
    out.flush();
  }

  /** A value as a cell. */
  public static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty() && !(value instanceof Number) && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
