package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.DeviceSync;
import dev.holdfast.server.tables.api.Capture;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The way down. A stream runs in a database transaction of its own, which changes nothing. */
@Stateless
public class DeviceSyncFacade implements DeviceSync {
  private DataSource dataSource;
  private StreamSlots slots;
  private DeviceStream streams;
  private ManifestBuilder segments;
  private DeviceReports reports;
  private Capture capture;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DeviceSyncFacade() {}

  @Inject
  DeviceSyncFacade(
      DataSource dataSource,
      StreamSlots slots,
      DeviceStream streams,
      ManifestBuilder segments,
      DeviceReports reports,
      Capture capture) {
    this.dataSource = dataSource;
    this.slots = slots;
    this.streams = streams;
    this.segments = segments;
    this.reports = reports;
    this.capture = capture;
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean stream(Caller caller, SyncRequest request, OutputSupplier out)
      throws RefusedException, IOException {
    UUID device = caller.requireDevice();
    check(request);
    reports.pending(device, request.pending());
    try {
      return inSlot(caller, device, request, false, out);
    } catch (SegmentsLackingException e) {
      // Made outside of the slot, so that who waits for it keeps nobody from syncing.
      segments.build(e.lacking());
    }
    try {
      return inSlot(caller, device, request, true, out);
    } catch (SegmentsLackingException e) {
      throw new IllegalStateException("the last attempt does without", e);
    }
  }

  private boolean inSlot(
      Caller caller, UUID device, SyncRequest request, boolean last, OutputSupplier out)
      throws RefusedException, SegmentsLackingException, IOException {
    slots.enter();
    try {
      return stream(caller, device, request, last, new OnceOpened(out));
    } finally {
      slots.leave();
    }
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void report(Caller caller, SyncReport report) throws RefusedException {
    UUID device = caller.requireDevice();
    ReportChecks.check(report);
    reports.take(caller, device, report);
  }

  private boolean stream(
      Caller caller, UUID device, SyncRequest request, boolean last, OnceOpened out)
      throws RefusedException, SegmentsLackingException, IOException {
    try (Connection connection = dataSource.getConnection()) {
      try {
        return streams.send(Snapshot.begin(connection), caller, request, last, out);
      } finally {
        connection.rollback();
      }
    } catch (BrokenCaptureException e) {
      capture.suspect(e.unit(), "row missing");
      LOG.cut(device, String.valueOf(e.getMessage()));
      throw e;
    } catch (SQLException e) {
      if (!out.opened) {
        throw new DatabaseException(e);
      }
      LOG.cut(device, String.valueOf(e.getMessage()));
      throw new IOException("the database failed in the middle of the stream", e);
    }
  }

  private static void check(SyncRequest request) throws RefusedException {
    if (request.protocol() != SyncHeader.PROTOCOL) {
      throw new RefusedException(
          ErrorCode.UNSUPPORTED_PROTOCOL,
          "This server speaks version " + SyncHeader.PROTOCOL + " of the protocol.");
    }
    if (request.pending() < 0) {
      throw new RefusedException(ErrorCode.MALFORMED, "pending is a number from 0.");
    }
  }

  /** Remembers whether the answer has begun: until then a failure can still be told. */
  private static final class OnceOpened implements OutputSupplier {
    private final OutputSupplier supplier;
    private boolean opened;

    OnceOpened(OutputSupplier supplier) {
      this.supplier = supplier;
    }

    @Override
    public OutputStream open() throws IOException {
      opened = true;
      return supplier.open();
    }
  }
}
