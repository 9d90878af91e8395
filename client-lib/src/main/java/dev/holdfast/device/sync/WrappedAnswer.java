package dev.holdfast.device.sync;

import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An answer that is another one, but for what is overridden. */
public abstract class WrappedAnswer implements Transport.Answer {
  /** The other one. */
  protected final Transport.Answer answer;

  /** Wraps an answer. */
  protected WrappedAnswer(Transport.Answer answer) {
    this.answer = answer;
  }

  @Override
  public int status() {
    return answer.status();
  }

  @Override
  public Optional<String> header(String name) {
    return answer.header(name);
  }

  @Override
  public InputStream body() throws IOException {
    return answer.body();
  }

  @Override
  public long received() {
    return answer.received();
  }

  @Override
  public void close() {
    answer.close();
  }
}
