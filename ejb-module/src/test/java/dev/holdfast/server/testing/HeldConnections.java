package dev.holdfast.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Sees whether a connection is held while something is written. */
public final class HeldConnections {
  private final AtomicInteger held = new AtomicInteger();

  /** The same database, its connections counted while they are in use. */
  public Jdbc counting(Jdbc jdbc) {
    return new Jdbc() {
      @Override
      public <T> T with(Work<T> work) {
        held.incrementAndGet();
        try {
          return jdbc.with(work);
        } finally {
          held.decrementAndGet();
        }
      }
    };
  }

  /** Takes what is written, and fails if that happens while a connection is held. */
  public ByteArrayOutputStream output() {
    return new ByteArrayOutputStream() {
      @Override
      public synchronized void write(byte[] bytes, int offset, int length) {
        assertThat(held).as("connections held while the reader takes something").hasValue(0);
        super.write(bytes, offset, length);
      }
    };
  }
}
