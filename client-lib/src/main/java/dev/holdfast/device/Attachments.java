package dev.holdfast.device;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.queue.ContentList;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.Attaching;
import dev.holdfast.device.store.content.ContentFiles;
import dev.holdfast.device.store.content.Source;
import dev.holdfast.device.sync.Gate;
import dev.holdfast.device.sync.Synchronizer;
import dev.holdfast.kernel.app.Attachment;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * The contents of attachments: what is attached here and sent with the next syncs, and what cases
 * name and can be fetched.
 *
 * <pre>{@code
 * Attachment photo = holdfast.attachments().attach(file, "image/jpeg");
 * holdfast.perform(caseId, "record", Map.of("photo", photo));
 *
 * Attachment plan = (Attachment) holdfast.show(caseId).orElseThrow().fields().get("plan");
 * holdfast.attachments().fetch(plan);
 * try (InputStream content = holdfast.attachments().open(plan)) { ... }
 * }</pre>
 *
 * <p>Contents lie in files of their own, each encrypted under a key that only the store has; no
 * more than a few blocks of one are in memory. Safe for use by many threads. A locked device
 * attaches and shows none.
 */
public final class Attachments {
  private final Database database;
  private final ContentFiles files;
  private final Gate gate;
  private final Clock clock;
  private final Synchronizer synchronizer;

  Attachments(Database database, Gate gate, Clock clock, Synchronizer synchronizer) {
    this.database = database;
    this.files = new ContentFiles(database);
    this.gate = gate;
    this.clock = clock;
    this.synchronizer = synchronizer;
  }

  /**
   * Copies a file into the store, to be named by an action that is performed next. Without such an
   * action it goes after a day. The file is not needed any more when this returns.
   *
   * @param file is read once
   * @param mediaType what it is, for example {@code image/jpeg}
   * @return the value of a field of type attachment
   * @throws dev.holdfast.device.api.AttachmentException if the file can't be read, or changes while
   *     it is read
   * @throws dev.holdfast.device.api.StoreException {@code FULL} if there is no room for it; nothing
   *     is left of it
   */
  public Attachment attach(Path file, String mediaType) {
    return attach(file, mediaType, progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #attach(Path, String)}, watched, and to be ended early.
   *
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted; nothing is left of it
   */
  public Attachment attach(
      Path file, String mediaType, Consumer<? super Progress> progress, Cancellation cancellation) {
    String name = file.toAbsolutePath().getFileName().toString();
    return attach(Source.of(file), name, mediaType, progress, cancellation);
  }

  /**
   * The same as {@link #attach(Path, String)} with what is no file.
   *
   * @param content is read to its end; the caller closes it
   * @param name what to call it, as if it were a file
   */
  public Attachment attach(InputStream content, String name, String mediaType) {
    return attach(Source.of(content, name), name, mediaType, progress -> {}, new Cancellation());
  }

  private Attachment attach(
      Source source,
      String name,
      String mediaType,
      Consumer<? super Progress> progress,
      Cancellation cancellation) {
    gate.requireOpen();
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      return new Attaching(files, clock, undertaking).copy(source, name, mediaType);
    }
  }

  /**
   * All contents that the device holds or its cases name: those that wait to be sent first, in the
   * order in which they go.
   */
  public List<ContentView> list() {
    return gate.read(ContentList::all);
  }

  /** Whether all of a content is on the device, so that it can be opened. */
  public boolean isHere(Attachment attachment) {
    return gate.read(connection -> ContentList.isHere(connection, attachment.id()));
  }

  /**
   * Opens a content that is on the device. What it gives is what was attached, byte for byte; if a
   * block of it was changed, reading it throws {@code DAMAGED}.
   *
   * @return to be closed
   * @throws dev.holdfast.device.api.AttachmentException {@code NOT_HERE} if it has to be fetched
   *     first
   */
  public InputStream open(Attachment attachment) {
    gate.requireOpen();
    return files.open(attachment.id());
  }

  /**
   * Fetches a content from the server, unless it is here. What came before a cut is kept, and it
   * goes on there; it may run beside a sync. It stays as long as a case on the device names it.
   *
   * @throws dev.holdfast.device.api.AttachmentException {@code GONE} if the server does not have it
   * @throws dev.holdfast.device.api.UnreachableException if the server can't be reached
   */
  public void fetch(Attachment attachment) {
    fetch(attachment, progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #fetch(Attachment)}, watched, and to be ended early.
   *
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted; what came is kept
   */
  public void fetch(
      Attachment attachment, Consumer<? super Progress> progress, Cancellation cancellation) {
    gate.requireOpen();
    files.dropDamaged(attachment.id());
    synchronizer.fetch(attachment, progress, cancellation);
  }

  /** Removes what a kill has left behind. */
  void sweep() {
    files.sweep();
  }
}
