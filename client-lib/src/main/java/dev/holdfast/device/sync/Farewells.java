package dev.holdfast.device.sync;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.store.Farewell;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.LeaveReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the server that a device has left. Whether it hears it or not, what was done stands. */
public final class Farewells {
  private static final Logger LOG = LoggerFactory.getLogger(Farewells.class);

  private Farewells() {}

  /**
   * Tells an erased store's server, unless it knows or nobody has to. If it can't be reached, the
   * next one to call this tries again.
   */
  public static void tell(Path directory, Transport transport) {
    Farewell.of(directory)
        .filter(farewell -> tell(transport, farewell))
        .ifPresent(farewell -> heard(directory, farewell));
  }

  private static boolean tell(Transport transport, Farewell farewell) {
    String server = farewell.server();
    String acknowledgement = farewell.acknowledgement();
    return server != null
        && acknowledgement != null
        && tell(transport, server, acknowledgement, true, farewell.unsent());
  }

  private static void heard(Path directory, Farewell farewell) {
    try {
      farewell.acknowledged(directory);
    } catch (HoldfastException e) {
      LOG.info("That the server knows can't be written; it is told again: {}", e.getMessage());
    }
  }

  /** Returns whether the server has heard it, and need not be told again. */
  static boolean tell(
      Transport transport,
      String server,
      String acknowledgement,
      boolean erased,
      @Nullable Integer unsent) {
    if (acknowledgement.isEmpty()) {
      return false;
    }
    try {
      LeaveReport report = new LeaveReport(acknowledgement, erased, unsent);
      if (!new ServerApi(transport, server).left(report)) {
        LOG.warn("The server has ordered nothing of the kind that this device has done.");
      }
      return true;
    } catch (HoldfastException e) {
      LOG.info("The server does not know yet that the device has left: {}", e.getMessage());
      return false;
    }
  }
}
