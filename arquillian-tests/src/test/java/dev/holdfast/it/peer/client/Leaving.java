package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.Leave;
import dev.holdfast.it.peer.client.Messages.LeaveReport;
import java.io.IOException;

/**
 * What a device does that an administrator has ended: sends what it has if that is taken, erases
 * its store if it has to, and says so. Cut anywhere, it begins again with the next contact.
 */
final class Leaving {
  private Leaving() {}

  /**
   * Obeys.
   *
   * @throws IOException if not all could be judged, or the server does not hear; nothing is erased
   *     then that could still be sent
   */
  static void obey(Leave leave, Calls calls, Outbox outbox, Store store) throws IOException {
    String token = leave.token();
    if (leave.accepts() && token != null) {
      outbox.send(batch -> calls.postAs(token, "/leaving/actions", batch));
      if (outbox.unsent() > 0) {
        throw new IOException("the server can't judge all of it now");
      }
    }
    int unsent = outbox.unsent();
    if (leave.wipe()) {
      store.erase();
      outbox.erase();
    }
    LeaveReport report = new LeaveReport(leave.acknowledgement(), leave.wipe(), unsent);
    calls.postAs(null, "/leaving", report).close();
  }
}
