package dev.holdfast.device.store.content;

import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.DiskErrors;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.StoreFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of contents beside a store. A file is on the disk before its row is, and a row goes
 * before its file does: so a file without a row is nobody's, and goes when the store is opened.
 */
public final class ContentFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ContentFiles.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;

  /** The files beside a store. */
  public ContentFiles(Database database) {
    this.database = database;
  }

  /** The name of a file that there is not yet; it says nothing of what is in it. */
  Path fresh() {
    byte[] bytes = new byte[2 * Long.BYTES];
    RANDOM.nextBytes(bytes);
    ByteBuffer two = ByteBuffer.wrap(bytes);
    return path(StoreFiles.CONTENT + "%016x%016x".formatted(two.getLong(), two.getLong()));
  }

  Path path(String file) {
    return database.directory().resolve(file);
  }

  Database database() {
    return database;
  }

  /**
   * Opens a content.
   *
   * @throws AttachmentException {@code NOT_HERE} if it is not here, or not all of it; {@code
   *     DAMAGED} if its file is not what it was
   */
  public SealedContent open(String id) {
    return open(
        database
            .read(connection -> ContentRows.find(connection, id))
            .filter(HeldContent::complete)
            .orElseThrow(
                () ->
                    new AttachmentException(
                        AttachmentException.Reason.NOT_HERE,
                        "The content of the attachment is not on this device. Fetch it when the server can be reached.",
                        null)));
  }

  /** Opens one that is complete. */
  public SealedContent open(HeldContent content) {
    return SealedContent.open(path(content.file()), content.blocks());
  }

  /**
   * Drops what is here of a content that the server has, if its file is not what it was: so it can
   * be fetched again.
   */
  public void dropDamaged(String id) {
    HeldContent content =
        database
            .read(connection -> ContentRows.find(connection, id))
            .filter(held -> held.complete() && held.taken())
            .orElse(null);
    if (content != null && !isSound(content)) {
      erase(content);
    }
  }

  /** Whether the file of a content that is complete is what it was: reads all of it. */
  public boolean isSound(HeldContent content) {
    byte[] chunk = new byte[Blocks.BYTES];
    try (SealedContent open = open(content)) {
      int read = open.read(chunk, 0, chunk.length);
      while (read >= 0) {
        read = open.read(chunk, 0, chunk.length);
      }
      return true;
    } catch (AttachmentException e) {
      LOG.debug("The file of a content is not what it was.", e);
      return false;
    }
  }

  /**
   * Removes files that belong to no content: of a copy that was killed, or of what was erased.
   *
   * @throws StoreException if the store can't be read
   */
  public void sweep() {
    try {
      List<Path> found = StoreFiles.contents(database.directory());
      if (found.isEmpty()) {
        return;
      }
      Set<String> known = database.read(ContentFiles::names);
      for (Path file : found) {
        if (!known.contains(file.getFileName().toString())) {
          sweep(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("Files of contents that nobody needs can't be removed; the next opening does.", e);
    }
  }

  private static Set<String> names(Connection connection) throws SQLException {
    return Sql.list(connection, "SELECT file FROM hf_content", row -> row.getString(1)).stream()
        .collect(Collectors.toSet());
  }

  /** Unless somebody writes it, or has just written it. */
  private void sweep(Path file) throws IOException {
    Optional<Claim> claim = Claim.of(file);
    if (claim.isEmpty()) {
      return;
    }
    boolean isNobodys;
    try (Claim held = claim.get()) {
      isNobodys =
          !database.read(ContentFiles::names).contains(held.path().getFileName().toString());
    }
    if (isNobodys) {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Erases the contents that nothing names any more: their keys in one transaction, then the files.
   *
   * @param isUnused tells them, in that transaction
   */
  public void erase(Unused isUnused) {
    if (database.read(ContentRows::all).isEmpty()) {
      return;
    }
    remove(
        database.write(
            connection -> {
              List<HeldContent> all = ContentRows.all(connection);
              List<String> files =
                  all.stream()
                      .filter(isUnused.among(connection, all))
                      .map(HeldContent::file)
                      .toList();
              for (String file : files) {
                ContentRows.forget(connection, file);
              }
              return files;
            }));
  }

  /** Tells which contents nothing names. */
  @FunctionalInterface
  public interface Unused {
    /** Tells it of these. */
    Predicate<HeldContent> among(Connection connection, List<HeldContent> contents)
        throws SQLException;
  }

  /** Erases what is here of one, if it is still the same. */
  public void erase(HeldContent content) {
    database.write(
        connection -> {
          ContentRows.forget(connection, content.file());
          return content;
        });
    remove(List.of(content.file()));
  }

  /** What can't be removed now, as it is open, goes when the store is opened. */
  void remove(Collection<String> files) {
    for (String file : files) {
      try {
        Files.deleteIfExists(path(file));
      } catch (IOException e) {
        LOG.debug("The file of a content can't be removed now.", e);
      }
    }
  }

  StoreException notWritten(IOException e) {
    return DiskErrors.failed(
        "The content of an attachment can't be stored", database.directory(), e);
  }

  /** Somebody else has a file that is being written. */
  static StoreException busy() {
    return new StoreException(
        StoreException.Reason.BUSY, "Somebody else is storing this content. Try again.", null);
  }
}
