package dev.holdfast.device.sync;

import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Segment;
import dev.holdfast.device.store.SegmentRows;
import dev.holdfast.device.store.Tail;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.SegmentContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One segment from the snapshot file or the server: fetched, checked, made into rows. When the
 * connection breaks in its middle, what came is kept and the next attempt goes on there. Used by
 * one thread; {@link #cut} and {@link #received} by others.
 */
final class SegmentSource {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentSource.class);
  private static final int ATTEMPTS = 2;
  private static final int PARTIAL = 206;
  private static final int CHUNK = 32 * 1024;

  /** A segment compressed to more than it was is none. */
  private static final int SLACK = 64 * 1024;

  private final Database database;
  private final SessionKeeper session;
  private final SegmentEncoding encoding;
  private final @Nullable SnapshotSource snapshot;
  private final AtomicLong received = new AtomicLong();
  private volatile Transport.@Nullable Answer present;
  private volatile boolean ended;

  SegmentSource(
      Database database,
      SessionKeeper session,
      SegmentEncoding encoding,
      @Nullable SnapshotSource snapshot) {
    this.database = database;
    this.session = session;
    this.encoding = encoding;
    this.snapshot = snapshot;
  }

  /** Bytes as transferred. */
  long received() {
    return received.get();
  }

  /** Breaks the connection, and those to come. */
  void cut() {
    ended = true;
    Transport.Answer answer = present;
    if (answer != null) {
      answer.close();
    }
  }

  /**
   * Fetches.
   *
   * @return without rows if the server has the segment no more, or not as it should be
   * @throws IOException if the connection broke
   */
  SegmentFetch.Fetched fetch(Segment segment) throws IOException {
    Optional<SegmentRows> found = inFile(segment);
    return found.isPresent()
        ? new SegmentFetch.Fetched(segment, found.get(), true)
        : fromServer(segment);
  }

  private Optional<SegmentRows> inFile(Segment segment) {
    if (snapshot == null) {
      return Optional.empty();
    }
    Optional<byte[]> zstd = snapshot.zstd(segment);
    if (zstd.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> content =
        content(segment, new Tail(segment.id(), "", SegmentContent.ZSTD, zstd.get()));
    if (content.isEmpty()) {
      snapshot.damaged(segment);
    }
    return content.map(bytes -> SegmentRows.of(segment, bytes));
  }

  private SegmentFetch.Fetched fromServer(Segment segment) throws IOException {
    @Nullable Tail tail =
        database.read(connection -> Tail.of(connection, segment.id())).orElse(null);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Tail> whole = receive(segment, tail);
      if (whole.isEmpty()) {
        return new SegmentFetch.Fetched(segment, null);
      }
      Optional<byte[]> content = content(segment, whole.get());
      if (content.isPresent()) {
        return new SegmentFetch.Fetched(segment, SegmentRows.of(segment, content.get()));
      }
      tail = null;
    }
    LOG.warn("Segment {} of {} is damaged on the server.", segment.id(), segment.bucket());
    return new SegmentFetch.Fetched(segment, null);
  }

  private Optional<Tail> receive(Segment segment, @Nullable Tail tail) throws IOException {
    Optional<Transport.Answer> answer =
        session.call(
            (api, token) ->
                api.segment(
                    token,
                    segment.id(),
                    encoding.coding(),
                    tail == null ? 0 : tail.bytes().length,
                    tail == null ? null : tail.tag()));
    if (answer.isEmpty()) {
      forgetTail();
      return Optional.empty();
    }
    try (Transport.Answer open = answer.get()) {
      present = open;
      if (ended) {
        throw new IOException("the sync has ended");
      }
      return Optional.of(read(segment, open, tail));
    } finally {
      present = null;
    }
  }

  private Tail read(Segment segment, Transport.Answer answer, @Nullable Tail tail)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.bytes() / 4 + CHUNK);
    if (answer.status() == PARTIAL && tail != null) {
      bytes.writeBytes(tail.bytes());
    }
    String tag = answer.header("ETag").orElse("");
    String encoding = answer.header("Content-Encoding").orElse("");
    try {
      InputStream body = answer.body();
      byte[] chunk = new byte[CHUNK];
      for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
        received.addAndGet(read);
        bytes.write(chunk, 0, read);
        if (bytes.size() > segment.bytes() + SLACK) {
          throw new IOException("a segment is longer than said");
        }
      }
    } catch (IOException e) {
      keep(new Tail(segment.id(), tag, encoding, bytes.toByteArray()));
      throw e;
    }
    if (tail != null) {
      forgetTail();
    }
    return new Tail(segment.id(), tag, encoding, bytes.toByteArray());
  }

  /** Without a tag nobody can say whether the rest belongs to it. */
  private void keep(Tail tail) {
    if (tail.bytes().length > 0 && !tail.tag().isEmpty()) {
      database.stage(
          connection -> {
            tail.save(connection);
            return tail;
          });
    }
  }

  private void forgetTail() {
    database.stage(
        connection -> {
          Tail.forget(connection);
          return connection;
        });
  }

  /** The content, empty if it is not what the id says. */
  private static Optional<byte[]> content(Segment segment, Tail whole) {
    try {
      byte[] content = SegmentEncoding.content(whole.encoding(), whole.bytes(), segment.bytes());
      String id = SegmentContent.id(segment.definition(), segment.bucket(), content);
      return id.equals(segment.id()) ? Optional.of(content) : Optional.empty();
    } catch (IOException e) {
      LOG.debug("What came of segment {} can't be decompressed.", segment.id(), e);
      return Optional.empty();
    }
  }
}
