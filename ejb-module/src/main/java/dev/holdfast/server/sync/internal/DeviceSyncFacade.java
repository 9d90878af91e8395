package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.SqlState;
import dev.holdfast.server.platform.api.Watch;
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
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The way down. A stream runs in a database transaction of its own, which changes nothing. */
@Stateless
public class DeviceSyncFacade implements DeviceSync {
  private static final Duration AFTER_A_LOOK = Duration.ofSeconds(1);

  @Inject private DataSource dataSource;
  @Inject private QuickAnswers quick;
  @Inject private LastAnswers answers;
  @Inject private Watch watch;
  @Inject private StreamSlots slots;
  @Inject private DeviceStream streams;
  @Inject private ManifestBuilder segments;
  @Inject private DeviceReports reports;
  @Inject private Capture capture;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DeviceSyncFacade() {}

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean stream(Caller caller, SyncRequest request, OutputSupplier out)
      throws RefusedException, IOException {
    UUID device = caller.requireDevice();
    check(request);
    answers.heard(device);
    if (answers.pendingDiffers(device, request.pending())) {
      reports.pending(device, request.pending());
      answers.pendingTold(device, request.pending());
    }
    OnceOpened opened = new OnceOpened(out);
    try {
      Optional<Boolean> answered =
          guarded(device, opened, () -> quick.answer(caller, request, opened));
      if (answered.isPresent()) {
        return answered.get();
      }
      return inSlot(caller, request, false, opened);
    } catch (SegmentsLackingException e) {
      // Made outside of the slot, so that who waits for it keeps nobody from syncing.
      segments.build(e.lacking());
    }
    try {
      return inSlot(caller, request, true, opened);
    } catch (SegmentsLackingException e) {
      throw new IllegalStateException("the last attempt does without", e);
    }
  }

  private boolean inSlot(Caller caller, SyncRequest request, boolean last, OnceOpened out)
      throws RefusedException, SegmentsLackingException, IOException {
    slots.enter();
    try {
      return guarded(caller.requireDevice(), out, () -> stream(caller, request, last, out));
    } finally {
      slots.leave();
    }
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void report(Caller caller, SyncReport report) throws RefusedException {
    UUID device = caller.requireDevice();
    ReportChecks.check(report);
    answers.heard(device);
    answers.pendingUnknown(device);
    reports.take(caller, device, report);
  }

  private boolean stream(Caller caller, SyncRequest request, boolean last, OnceOpened out)
      throws RefusedException, SegmentsLackingException, IOException, SQLException {
    // A look just before the snapshot: what lies between them is taken for new once more, later.
    watch.sees(Duration.ZERO);
    try (Connection connection = dataSource.getConnection()) {
      try {
        return streams.send(Snapshot.begin(connection, watch.last()), caller, request, last, out);
      } finally {
        connection.rollback();
      }
    }
  }

  private interface Answering<T> {
    T answer() throws RefusedException, SegmentsLackingException, IOException, SQLException;
  }

  private <T> T guarded(UUID device, OnceOpened out, Answering<T> answering)
      throws RefusedException, SegmentsLackingException, IOException {
    try {
      return answering.answer();
    } catch (BrokenCaptureException e) {
      capture.suspect(e.unit(), "row missing");
      LOG.cut(device, String.valueOf(e.getMessage()));
      throw e;
    } catch (SQLException e) {
      boolean misfit = SqlState.misfit(e);
      if (misfit) {
        // A source has changed since the last upkeep. The next request finds it stalled.
        capture.look();
      }
      if (!out.opened && misfit) {
        LOG.cut(device, String.valueOf(e.getMessage()));
        throw RefusedException.later(
            ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.remedy(), AFTER_A_LOOK);
      }
      if (!out.opened) {
        throw DatabaseException.of(e);
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
