package dev.holdfast.device.peer;

import dev.holdfast.device.transport.Transport;
import java.io.InputStream;
import java.util.Optional;

/** An answer with a status and a body, without headers; for tests of what comes of that. */
public class PlainAnswer implements Transport.Answer {
  private final int status;
  private final InputStream body;

  /** One without a body. */
  public PlainAnswer(int status) {
    this(status, InputStream.nullInputStream());
  }

  /** One with a body. */
  public PlainAnswer(int status, InputStream body) {
    this.status = status;
    this.body = body;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.empty();
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public long received() {
    return 0;
  }

  @Override
  public void close() {}
}
