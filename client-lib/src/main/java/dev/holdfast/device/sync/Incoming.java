package dev.holdfast.device.sync;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Receiver;
import dev.holdfast.device.store.Staging;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.wire.MalformedStreamException;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One stream on its way into the store. Lines are collected in memory, where waiting for the
 * network holds no lock of the store, and stored in portions. When the stream breaks, what had come
 * is stored before the failure is passed on.
 */
final class Incoming {
  private static final int PORTION_LINES = 2000;
  private static final int LINES_AT_ONCE = 100;
  private static final int PORTION_CHARACTERS = 1024 * 1024;

  private final Database database;
  private final SessionKeeper session;
  private final Checkpoints checkpoints;
  private final Traffic traffic;
  private final Undertaking undertaking;
  private final List<SyncLine> portion = new ArrayList<>();
  private int portionRows;
  private int portionCharacters;
  private @Nullable SyncHeader header;
  private boolean waits;

  Incoming(
      Database database,
      SessionKeeper session,
      Checkpoints checkpoints,
      Traffic traffic,
      Undertaking undertaking) {
    this.database = database;
    this.session = session;
    this.checkpoints = checkpoints;
    this.traffic = traffic;
    this.undertaking = undertaking;
  }

  /**
   * A stream that came to its end with nothing lacking.
   *
   * @param header its header
   * @param checkpoint the checkpoint that it leads to
   */
  record Completed(SyncHeader header, String checkpoint) {}

  /** The stream's header, empty before it came. */
  Optional<SyncHeader> header() {
    return Optional.ofNullable(header);
  }

  /** Whether the stream brought nothing, because what is large must not come. */
  boolean waits() {
    return waits;
  }

  /**
   * Stores a stream.
   *
   * @param received bytes of it that have been transferred so far
   * @return empty if the stream ended well but something has to be asked for again
   * @throws IOException if it was cut or can't be read
   * @throws SyncFailedException if asking again would not help
   * @throws dev.holdfast.device.api.CancelledException if it is to end; what had come is stored
   */
  Optional<Completed> receive(InputStream stream, LongSupplier received) throws IOException {
    SyncStreamReader lines = new SyncStreamReader(stream);
    SyncHeader first = readHeader(lines);
    header = first;
    Checkpoints.Begun begun = checkpoints.begin(first);
    waits = begun == Checkpoints.Begun.WAIT;
    if (begun != Checkpoints.Begun.STORE) {
      return Optional.empty();
    }
    Map<String, ApplicationPackage> packages = checkpoints.fetchLogic(session, first);
    Receiver receiver = new Receiver(first, packages, traffic.mismatched(), traffic.comparisons());
    if (first.rows() > 0) {
      undertaking.expects(traffic.rows() + first.rows());
    }
    String checkpoint = receive(received, lines, receiver);
    return database.read(connection -> Staging.isComplete(connection, first, receiver.inSegments()))
        ? Optional.of(new Completed(first, checkpoint))
        : Optional.empty();
  }

  private static SyncHeader readHeader(SyncStreamReader lines) throws IOException {
    Optional<SyncLine> first = lines.next();
    if (first.isEmpty() || !(first.get() instanceof SyncLine.Header line)) {
      throw new MalformedStreamException(1, "not a header", null);
    }
    if (line.header().protocol() != SyncHeader.PROTOCOL) {
      throw new SyncFailedException(
          SyncFailedException.Reason.OUTDATED,
          "The server speaks protocol %d, this library %d. Update the device."
              .formatted(line.header().protocol(), SyncHeader.PROTOCOL),
          null);
    }
    return line.header();
  }

  private String receive(LongSupplier received, SyncStreamReader lines, Receiver receiver)
      throws IOException {
    while (true) {
      if (undertaking.hasToEnd()) {
        flush(receiver);
        undertaking.check();
      }
      SyncLine line = named(next(lines, receiver));
      if (line instanceof SyncLine.End end) {
        flush(receiver);
        undertaking.reached(traffic.rows(), traffic.bytes() + received.getAsLong());
        return end.checkpoint();
      }
      add(line);
      if (portion.size() >= PORTION_LINES || portionCharacters >= PORTION_CHARACTERS) {
        flush(receiver);
        undertaking.reached(traffic.rows(), traffic.bytes() + received.getAsLong());
      } else if (portion.size() % LINES_AT_ONCE == 0) {
        undertaking.reached(traffic.rows() + portionRows, traffic.bytes() + received.getAsLong());
      }
    }
  }

  /** What the snapshot file has is as if the server had named its segments. */
  private SyncLine named(SyncLine line) {
    if (!(line instanceof SyncLine.InFile inFile)) {
      return line;
    }
    SnapshotSource snapshot = traffic.snapshot();
    if (snapshot == null) {
      throw new SyncFailedException("The server names a snapshot file that was not offered.", null);
    }
    return snapshot.named(inFile);
  }

  private SyncLine next(SyncStreamReader lines, Receiver receiver) throws IOException {
    try {
      return lines
          .next()
          .orElseThrow(() -> new IllegalStateException("nothing is read after the last line"));
    } catch (IOException e) {
      flush(receiver);
      throw e;
    }
  }

  private void add(SyncLine line) {
    portion.add(line);
    if (line instanceof SyncLine.Put put) {
      portionRows++;
      portionCharacters += put.key().length() + put.row().length();
    } else if (line instanceof SyncLine.Delete delete) {
      portionRows++;
      portionCharacters += delete.key().length();
    }
  }

  private void flush(Receiver receiver) {
    if (portion.isEmpty()) {
      return;
    }
    database.stage(
        connection -> {
          receiver.store(connection, portion);
          return receiver;
        });
    receiver.settle(database);
    traffic.addLines(portion.size(), portionRows);
    portion.clear();
    portionRows = 0;
    portionCharacters = 0;
  }
}
