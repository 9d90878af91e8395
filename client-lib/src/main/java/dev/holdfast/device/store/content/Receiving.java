package dev.holdfast.device.store.content;

import dev.holdfast.device.store.DurableFiles;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.digest.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores a content that comes from the server, by one writer at a time. What came is kept when it
 * is closed early, but for the last block if that is not whole; it goes on there. Not thread-safe.
 */
public final class Receiving implements AutoCloseable {
  /** So much may be lost in a power cut. */
  private static final long MUCH = 1024 * 1024;

  private final ContentFiles files;
  private final Claim claim;
  private final HeldContent content;
  private ContentWriter writer;
  private long marked;
  private long received;

  /** Whether nothing is to be kept for later. */
  private boolean done;

  private Receiving(ContentFiles files, Claim claim, HeldContent content) throws IOException {
    this.files = files;
    this.claim = claim;
    this.content = content;
    this.writer = new ContentWriter(claim.file(), content.blocks(), content.stored());
    this.marked = content.stored();
    this.received = content.stored();
  }

  /**
   * Begins, or goes on with what came before.
   *
   * @param attachment says what it is
   * @return empty if somebody else is receiving it, or it is complete
   * @throws dev.holdfast.device.api.StoreException if there is no room for it
   */
  public static Optional<Receiving> of(ContentFiles files, Attachment attachment) {
    HeldContent before =
        files
            .database()
            .read(connection -> ContentRows.find(connection, attachment.id()))
            .orElse(null);
    try {
      return before == null ? begin(files, attachment) : resume(files, before, attachment);
    } catch (IOException e) {
      throw files.notWritten(e);
    }
  }

  private static Optional<Receiving> begin(ContentFiles files, Attachment attachment)
      throws IOException {
    Path path = files.fresh();
    Claim claim = Claim.of(path).orElseThrow(ContentFiles::busy);
    Receiving receiving = null;
    try {
      DurableFiles.forceNames(files.database().directory());
      Optional<HeldContent> content =
          files.database().stage(connection -> row(connection, attachment, path));
      receiving = content.isEmpty() ? null : new Receiving(files, claim, content.get());
      return Optional.ofNullable(receiving);
    } finally {
      if (receiving == null) {
        claim.close();
        files.remove(List.of(path.getFileName().toString()));
      }
    }
  }

  /** Empty if somebody else has begun meanwhile. */
  private static Optional<HeldContent> row(Connection connection, Attachment attachment, Path path)
      throws SQLException {
    if (ContentRows.find(connection, attachment.id()).isPresent()) {
      return Optional.empty();
    }
    String file = path.getFileName().toString();
    ContentRows.begin(connection, attachment, file, new Blocks(Blocks.newKey(), attachment.size()));
    return ContentRows.find(connection, attachment.id());
  }

  private static Optional<Receiving> resume(
      ContentFiles files, HeldContent before, Attachment attachment) throws IOException {
    if (before.complete()) {
      return Optional.empty();
    }
    Optional<Claim> claim = Claim.of(files.path(before.file()));
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    Receiving receiving = resume(files, claim.get(), before, attachment);
    if (receiving != null) {
      return Optional.of(receiving);
    }
    files.erase(before);
    return begin(files, attachment);
  }

  /** Null, and no claim is held, if what is here can't be gone on with. */
  private static @Nullable Receiving resume(
      ContentFiles files, Claim claim, HeldContent before, Attachment attachment)
      throws IOException {
    Receiving receiving = null;
    try {
      boolean fits =
          before.size() == attachment.size()
              && claim.file().length() >= Blocks.place(blocks(before));
      receiving = fits ? new Receiving(files, claim, before) : null;
      return receiving;
    } finally {
      if (receiving == null) {
        claim.close();
      }
    }
  }

  private static long blocks(HeldContent before) {
    return before.stored() / Blocks.BYTES;
  }

  /** What comes begins at its beginning after all. */
  public void restart() {
    try {
      writer = new ContentWriter(claim.file(), content.blocks(), 0);
      received = 0;
      mark();
    } catch (IOException e) {
      throw files.notWritten(e);
    }
  }

  /** What came is of no use. */
  public void discard() {
    done = true;
    files.erase(content);
  }

  /** Bytes that are here; the next to come is this one. */
  public long received() {
    return received;
  }

  /**
   * Takes bytes.
   *
   * @throws dev.holdfast.device.api.StoreException if there is no room for them
   */
  public void write(byte[] bytes, int count) {
    try {
      writer.write(bytes, 0, count);
      received += count;
      if (writer.stored() - marked >= MUCH) {
        mark();
      }
    } catch (IOException e) {
      throw files.notWritten(e);
    }
  }

  private void mark() throws IOException {
    writer.force();
    marked = writer.stored();
    long stored = marked;
    files
        .database()
        .stage(connection -> ContentRows.stored(connection, content.file(), stored, false));
  }

  /**
   * All of it has come: it is compared with its id, by what is in the file.
   *
   * @return whether it is the content; if not, nothing of it is here any more
   */
  public boolean complete() {
    try {
      writer.end();
      writer.force();
      if (!isWhatItSays()) {
        discard();
        return false;
      }
    } catch (IOException e) {
      throw files.notWritten(e);
    }
    done = true;
    return files
        .database()
        .write(connection -> ContentRows.stored(connection, content.file(), content.size(), true));
  }

  private boolean isWhatItSays() throws IOException {
    if (claim.file().length() != content.blocks().fileBytes()) {
      return false;
    }
    MessageDigest digest = Sha256.digest();
    Blocks blocks = content.blocks();
    for (long number = 0; number < blocks.count(); number++) {
      byte[] sealed = new byte[blocks.sealedLength(number)];
      claim.file().seek(Blocks.place(number));
      claim.file().readFully(sealed);
      Optional<byte[]> block = blocks.open(number, sealed);
      if (block.isEmpty()) {
        return false;
      }
      digest.update(block.get());
    }
    return Sha256.hex(digest).equals(content.id());
  }

  /** Keeps what came. */
  @Override
  public void close() {
    try (claim) {
      if (!done && writer.stored() > marked) {
        mark();
      }
    } catch (IOException e) {
      throw files.notWritten(e);
    }
  }
}
