package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.digest.RowHash;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sync stream line by line, in memory bounded by the longest line. Not for use by several
 * threads. After an exception it is only good for closing.
 */
public final class SyncStreamReader {
  /** Longest line that is read, in bytes. */
  public static final int MAX_LINE_BYTES = 32 * 1024 * 1024;

  private final LineReader lines;
  private boolean started;
  private boolean inBucket;
  private boolean beginsWhole;
  private boolean inPatch;
  private boolean ended;

  /** Reads from a stream, which stays the caller's to close. */
  public SyncStreamReader(InputStream in) {
    this.lines = new LineReader(in, MAX_LINE_BYTES);
  }

  /**
   * Reads the next line.
   *
   * @return the line, empty after {@link SyncLine.End}
   * @throws CutStreamException if the stream ends before its last line
   * @throws MalformedStreamException if the line is not one of the protocol
   * @throws IOException if reading fails
   */
  public Optional<SyncLine> next() throws IOException {
    boolean more = advance();
    if (ended) {
      if (more) {
        throw malformed("something follows the last line", null);
      }
      return Optional.empty();
    }
    if (!more) {
      throw new CutStreamException(null);
    }
    SyncLine line = parse(lines.line());
    checkPlace(line);
    return Optional.of(line);
  }

  private boolean advance() throws IOException {
    try {
      return lines.advance();
    } catch (EOFException e) {
      throw new CutStreamException(e);
    }
  }

  private SyncLine parse(LineReader.Line line) throws MalformedStreamException {
    if (line.length() < 3 || line.bytes()[1] != '\t') {
      throw malformed("it does not begin with its kind and a tab", null);
    }
    try {
      return switch (line.bytes()[0]) {
        case 'H' -> new SyncLine.Header(json(line.text(2), SyncHeader.class));
        case 'B' -> bucket(line);
        case 'T' -> new SyncLine.Transaction(json(line.text(2), String.class));
        case 'P' -> put(line);
        case 'D' -> new SyncLine.Delete(line.text(2));
        case 'S' -> segments(line);
        case 'K' -> inFile(line);
        case 'R' -> range(line);
        case 'F' -> finished(line);
        case 'E' -> new SyncLine.End(json(line.text(2), String.class));
        default -> throw malformed("unknown kind '" + (char) line.bytes()[0] + "'", null);
      };
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage(), e);
    } catch (NumberFormatException e) {
      throw malformed("a number is not one: " + e.getMessage(), e);
    }
  }

  private SyncLine bucket(LineReader.Line line)
      throws MalformedStreamException, JsonProcessingException {
    int tab = tab(line);
    String how = line.text(tab + 1);
    for (SyncLine.Coming coming : SyncLine.Coming.values()) {
      if (coming.code().equals(how)) {
        return new SyncLine.Bucket(json(line.text(2, tab), String.class), coming);
      }
    }
    throw malformed("a bucket is full, delta or patch, not '" + how + "'", null);
  }

  private SyncLine range(LineReader.Line line) throws MalformedStreamException {
    int tab = tab(line);
    int index = Integer.parseInt(line.text(2, tab));
    int bits = Integer.parseInt(line.text(tab + 1));
    if (bits < 0 || bits > KeyRanges.MOST_BITS || index < 0 || index >= 1 << bits) {
      throw malformed("there is no such range", null);
    }
    return new SyncLine.Range(index, bits);
  }

  private SyncLine put(LineReader.Line line) throws MalformedStreamException {
    int tab = tab(line);
    return new SyncLine.Put(
        line.text(2, tab), line.text(tab + 1), RowHash.of(line.bytes(), 2, line.length() - 2));
  }

  private SyncLine segments(LineReader.Line line)
      throws MalformedStreamException, JsonProcessingException {
    int tab = tab(line);
    return new SyncLine.Segments(
        json(line.text(2, tab), String.class),
        List.of(json(line.text(tab + 1), SegmentRef[].class)));
  }

  private SyncLine inFile(LineReader.Line line)
      throws MalformedStreamException, JsonProcessingException {
    int tab = tab(line);
    return new SyncLine.InFile(
        json(line.text(2, tab), String.class), json(line.text(tab + 1), String.class));
  }

  private SyncLine finished(LineReader.Line line) throws MalformedStreamException {
    int tab = tab(line);
    return new SyncLine.Finished(
        Long.parseLong(line.text(2, tab)), Long.parseLong(line.text(tab + 1)));
  }

  private int tab(LineReader.Line line) throws MalformedStreamException {
    for (int i = 2; i < line.length(); i++) {
      if (line.bytes()[i] == '\t') {
        return i;
      }
    }
    throw malformed("its second part is missing", null);
  }

  private void checkPlace(SyncLine line) throws MalformedStreamException {
    boolean header = line instanceof SyncLine.Header;
    if (header == started) {
      throw malformed(started ? "a second header" : "the header has to come first", null);
    }
    started = true;
    boolean elsewhere = line instanceof SyncLine.Segments || line instanceof SyncLine.InFile;
    if (elsewhere && !beginsWhole) {
      throw malformed("segments come first in a bucket that comes whole", null);
    }
    if (line instanceof SyncLine.Range && !inPatch) {
      throw malformed("ranges are in patches only", null);
    }
    beginsWhole = line instanceof SyncLine.Bucket bucket && bucket.full();
    if (line instanceof SyncLine.Bucket bucket) {
      inPatch = bucket.patch();
      inBucket = true;
    } else if (line instanceof SyncLine.End) {
      ended = true;
    } else if (!header && !inBucket) {
      throw malformed("it belongs to no bucket", null);
    }
    if (line instanceof SyncLine.Finished || elsewhere) {
      inBucket = false;
      inPatch = false;
    }
  }

  private static <T> T json(String text, Class<T> type) throws JsonProcessingException {
    T value = WireJson.mapper().readValue(text, type);
    if (value == null) {
      throw new NumberFormatException("null");
    }
    return value;
  }

  private MalformedStreamException malformed(String reason, @Nullable Throwable cause) {
    return new MalformedStreamException(lines.number(), reason, cause);
  }
}
