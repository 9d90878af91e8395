package dev.holdfast.server.sync.api;

import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;

/** The way down. */
@Local
public interface DeviceSync {

  /**
   * Streams what the device lacks.
   *
   * @param out gets the stream; opened only when there is something to say
   * @return whether anything was written; false means that the device is up to date
   * @throws RefusedException {@code UNSUPPORTED_PROTOCOL}, {@code MALFORMED}, {@code
   *     DEVICE_REQUIRED}; before the first byte
   * @throws IOException if the device went away
   */
  boolean stream(Caller caller, SyncRequest request, OutputSupplier out)
      throws RefusedException, IOException;

  /** Opens the answer. */
  interface OutputSupplier {
    /** The stream to write to. */
    OutputStream open() throws IOException;
  }

  /** Records what a device tells after its switch. Idempotent. */
  void report(Caller caller, SyncReport report) throws RefusedException;
}
