package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.store.DamagedException;
import java.io.FilterInputStream;
import java.io.IOException;

/** A content that is being given out; tells administrators if it is damaged further on. */
final class ToldStream extends FilterInputStream {
  private final String content;
  private final StoreAlerts alerts;

  ToldStream(ContentStream stream, String content, StoreAlerts alerts) {
    super(stream);
    this.content = content;
    this.alerts = alerts;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (DamagedException e) {
      alerts.damaged(content, e);
      throw e;
    }
  }
}
