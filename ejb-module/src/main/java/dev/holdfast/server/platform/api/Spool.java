package dev.holdfast.server.platform.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A whole document that waits in a temporary file to be sent; the file goes with {@link #close}, or
 * with the server. Not thread-safe.
 */
public interface Spool extends AutoCloseable {

  /** How many bytes it has. */
  long size();

  /** Writes it to a stream, which stays the caller's to close. */
  void copyTo(OutputStream out) throws IOException;

  @Override
  void close() throws IOException;
}
