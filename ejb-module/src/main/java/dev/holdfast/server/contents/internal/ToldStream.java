package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.store.DamagedException;
import dev.holdfast.server.contents.internal.store.StoreAwayException;
import java.io.FilterInputStream;
import java.io.IOException;

/** A content that is being given out; tells administrators if it ends before its end. */
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
    } catch (StoreAwayException e) {
      alerts.away(e);
      throw e;
    } catch (DamagedException e) {
      alerts.damaged(content, e);
      throw e;
    }
  }
}
