package dev.holdfast.device.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.wire.WireJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link QueueExport} wrote, one line after the other, with one in memory. Not
 * thread-safe. Every method throws {@link UncheckedIOException} if it can't be read, and {@link
 * QueueFileException} if it is damaged.
 */
public final class QueueLines {
  /** An action has a quarter of a megabyte at most, and what is said around it less. */
  private static final int MOST_BYTES = 1024 * 1024;

  private final InputStream in;
  private @Nullable JsonNode ahead;

  /** Reads from somewhere. */
  public QueueLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line. */
  <T> T next(Class<T> type) {
    JsonNode line = take().orElseThrow(QueueLines::noAction);
    try {
      return WireJson.mapper().treeToValue(line, type);
    } catch (JsonProcessingException e) {
      throw noAction();
    }
  }

  /** Whether there is another one. */
  boolean hasNext() {
    ahead = take().orElse(null);
    return ahead != null;
  }

  /** What the content is that comes next; empty if none does. Its {@link #bytes} are to be read. */
  public Optional<Attachment> content() {
    return hasNext() && ahead != null && ahead.has("content")
        ? Optional.of(next(QueueExport.ContentLine.class).content())
        : Optional.empty();
  }

  /** The bytes of a content: they end early only with an error. */
  public InputStream bytes(long size) {
    return new Bytes(size);
  }

  private Optional<JsonNode> take() {
    JsonNode line = ahead;
    ahead = null;
    return line == null ? read() : Optional.of(line);
  }

  private Optional<JsonNode> read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int octet = in.read();
      if (octet < 0) {
        return Optional.empty();
      }
      while (octet >= 0 && octet != '\n') {
        if (line.size() == MOST_BYTES) {
          throw noAction();
        }
        line.write(octet);
        octet = in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return Optional.of(WireJson.mapper().readTree(line.toByteArray()));
    } catch (IOException e) {
      throw noAction();
    }
  }

  private static QueueFileException noAction() {
    return damaged("The file has a line that is no action. Nothing was taken.");
  }

  /** What to say of a file that can't be what was written. */
  public static QueueFileException damaged(String message) {
    return new QueueFileException(QueueFileException.Reason.DAMAGED, message);
  }

  private final class Bytes extends InputStream {
    private long left;

    Bytes(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      if (left == 0) {
        return -1;
      }
      try {
        int read = in.read(bytes, offset, (int) Math.min(count, left));
        if (read < 0) {
          throw damaged("The file ends in an attachment. Nothing was taken.");
        }
        left -= read;
        return read;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
