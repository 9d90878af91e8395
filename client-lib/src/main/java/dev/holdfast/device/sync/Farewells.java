package dev.holdfast.device.sync;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.store.Farewell;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.LeaveReport;
import java.nio.file.Path;
import java.util.Optional;
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
    Optional<Farewell> farewell = Farewell.of(directory);
    if (farewell.isPresent()) {
      String server = farewell.get().server();
      String acknowledgement = farewell.get().acknowledgement();
      if (server != null
          && acknowledgement != null
          && tell(transport, server, acknowledgement, true, farewell.get().unsent())) {
        Farewell.acknowledged(directory);
      }
    }
  }

  /** Returns whether the server has taken it. */
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
      new ServerApi(transport, server).left(new LeaveReport(acknowledgement, erased, unsent));
      return true;
    } catch (HoldfastException e) {
      LOG.info("The server does not know yet that the device has left: {}", e.getMessage());
      return false;
    }
  }
}
