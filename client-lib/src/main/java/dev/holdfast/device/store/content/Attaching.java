package dev.holdfast.device.store.content;

import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.store.DurableFiles;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is attached into a sealed file, reading it once for copy and hash, with one block in
 * memory. The file and its name are on the disk before the row is. Whatever goes wrong leaves
 * nothing behind; what a kill leaves goes when the store is opened next.
 */
public final class Attaching {
  private static final int CHUNK = 64 * 1024;
  private static final int ATTEMPTS = 2;

  private final ContentFiles files;
  private final Clock clock;
  private final Undertaking undertaking;

  /** Attaches to a store. */
  public Attaching(ContentFiles files, Clock clock, Undertaking undertaking) {
    this.files = files;
    this.clock = clock;
    this.undertaking = undertaking;
  }

  /**
   * Copies.
   *
   * @param name what to call it
   * @param type its media type
   * @return what an action has to say of it
   * @throws AttachmentException if the source can't be read, or is another one after the copy,
   *     twice
   * @throws dev.holdfast.device.api.StoreException if there is no room for it
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  public Attachment copy(Source source, String name, String type) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Attachment attached = attempt(source, name, type);
      if (attached != null) {
        return attached;
      }
    }
    throw new AttachmentException(
        AttachmentException.Reason.FILE_CHANGES,
        "%s changes while it is read. Nothing was attached; try again when nobody writes to it."
            .formatted(source.name()),
        null);
  }

  private @Nullable Attachment attempt(Source source, String name, String type) {
    Path path = files.fresh();
    boolean kept = false;
    try (Claim claim = Claim.of(path).orElseThrow(ContentFiles::busy)) {
      Attachment attached = copy(source, name, type, claim);
      kept = attached != null;
      return attached;
    } catch (IOException e) {
      throw files.notWritten(e);
    } finally {
      if (!kept) {
        files.remove(List.of(path.getFileName().toString()));
      }
    }
  }

  /** Null if the source has changed meanwhile. */
  private @Nullable Attachment copy(Source source, String name, String type, Claim claim)
      throws IOException {
    byte[] key = Blocks.newKey();
    ContentWriter writer = new ContentWriter(claim.file(), new Blocks(key, 0), 0);
    MessageDigest digest = Sha256.digest();
    long size = 0;
    Object mark = mark(source);
    undertaking.begin(Progress.Stage.ATTACHING, Undertaking.UNKNOWN, sizeOf(source));
    try (InputStream in = opened(source)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = read(source, in, chunk); read >= 0; read = read(source, in, chunk)) {
        undertaking.check();
        digest.update(chunk, 0, read);
        writer.write(chunk, 0, read);
        size += read;
        undertaking.reached(0, size);
      }
    }
    if (!mark.equals(mark(source))) {
      return null;
    }
    writer.end();
    writer.force();
    DurableFiles.forceNames(files.database().directory());
    Attachment attached = new Attachment(Sha256.hex(digest), name, type, size);
    put(attached, claim.path().getFileName().toString(), new Blocks(key, size));
    undertaking.completed();
    return attached;
  }

  private void put(Attachment attached, String file, Blocks blocks) {
    String before =
        files
            .database()
            .write(
                connection -> {
                  String old =
                      ContentRows.attached(connection, attached, file, blocks, clock.instant());
                  return old == null ? "" : old;
                });
    if (!before.isEmpty()) {
      files.remove(List.of(before));
    }
  }

  private static Object mark(Source source) {
    try {
      return source.mark();
    } catch (IOException e) {
      throw source.notReadable(e);
    }
  }

  private static long sizeOf(Source source) {
    try {
      return source.size();
    } catch (IOException e) {
      throw source.notReadable(e);
    }
  }

  private static InputStream opened(Source source) {
    try {
      return source.open();
    } catch (IOException e) {
      throw source.notReadable(e);
    }
  }

  private static int read(Source source, InputStream in, byte[] chunk) {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      throw source.notReadable(e);
    }
  }

  /** What the id of a content is; it is read to its end. */
  static String id(InputStream content) {
    MessageDigest digest = Sha256.digest();
    byte[] chunk = new byte[CHUNK];
    Source source = Source.of(content, "");
    for (int read = read(source, content, chunk); read >= 0; read = read(source, content, chunk)) {
      digest.update(chunk, 0, read);
    }
    return Sha256.hex(digest);
  }
}
