package dev.holdfast.hooks;

import java.io.IOException;
import java.io.InputStream;

/**
 * A content to be looked at.
 *
 * @param id lower-case hexadecimal SHA-256 of it
 * @param type the media type that it was sent as; its first bytes fit that as far as they can tell
 * @param bytes its length
 * @param source its bytes
 */
public record ScannedContent(String id, String type, long bytes, Source source) {

  /** Where the bytes are. */
  @FunctionalInterface
  public interface Source {
    /**
     * All of them from the first on, as often as it is called; a quarter of a megabyte of them is
     * in memory. The caller closes it.
     *
     * @throws IOException if they can't be read now
     */
    InputStream open() throws IOException;
  }
}
