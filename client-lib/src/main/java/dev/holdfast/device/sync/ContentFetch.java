package dev.holdfast.device.sync;

import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.ContentFiles;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.device.store.content.Receiving;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.app.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Fetches one content, going on where it was cut. It is compared with its id before anybody can
 * open it. For one thread.
 */
final class ContentFetch {
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 4;
  private static final int WRONG = 2;
  private static final int PARTIAL = 206;
  private static final int CHUNK = 32 * 1024;

  private final Database database;
  private final ContentFiles files;
  private final Surroundings surroundings;
  private final Undertaking undertaking;
  private final Asking asking;
  private int failures;

  /** Asks the server for a content. */
  @FunctionalInterface
  interface Asking {
    Optional<Transport.Answer> ask(
        BiFunction<ServerApi, String, Optional<Transport.Answer>> request);
  }

  ContentFetch(Attempt.Parts parts, Undertaking undertaking, Asking asking) {
    this.database = parts.database();
    this.files = new ContentFiles(database);
    this.surroundings = parts.surroundings();
    this.undertaking = undertaking;
    this.asking = asking;
  }

  /** How it ended. */
  enum End {
    /** All of it is here. */
    HERE,
    /** The server does not have it, or not for this user. */
    GONE,
    /** Something else goes first; what came is kept. */
    INTERRUPTED,
    /** Somebody else is fetching it. */
    BUSY
  }

  /** How a try ended. */
  private enum Try {
    WHOLE,
    GONE,
    INTERRUPTED,
    WRONG
  }

  /**
   * Fetches.
   *
   * @param goesOn asked between two pieces
   * @throws UnreachableException if the server can't be reached; what came is kept
   * @throws SyncFailedException if what comes is not the content, twice
   */
  End fetch(Attachment attachment, BooleanSupplier goesOn) {
    undertaking.begin(Progress.Stage.FETCHING_CONTENT, Undertaking.UNKNOWN, attachment.size());
    failures = 0;
    int wrong = 0;
    while (true) {
      Optional<Receiving> receiving = Receiving.of(files, attachment);
      if (receiving.isEmpty()) {
        return isHere(attachment) ? End.HERE : End.BUSY;
      }
      Try came = Try.INTERRUPTED;
      try (Receiving open = receiving.get()) {
        came = receive(attachment, open, goesOn);
      } catch (IOException e) {
        patience(e);
        continue;
      }
      switch (came) {
        case WHOLE -> {
          undertaking.completed();
          return End.HERE;
        }
        case GONE -> {
          forget(attachment);
          return End.GONE;
        }
        case INTERRUPTED -> {
          return End.INTERRUPTED;
        }
        case WRONG -> {
          if (++wrong == WRONG) {
            throw new SyncFailedException(
                "What the server sends of '%s' is not its content, twice. Nothing of it is shown."
                    .formatted(attachment.name()),
                null);
          }
        }
      }
    }
  }

  private boolean isHere(Attachment attachment) {
    return database
        .read(connection -> ContentRows.find(connection, attachment.id()))
        .filter(HeldContent::complete)
        .isPresent();
  }

  private void forget(Attachment attachment) {
    database
        .read(connection -> ContentRows.find(connection, attachment.id()))
        .filter(content -> !content.complete())
        .ifPresent(files::erase);
  }

  private Try receive(Attachment attachment, Receiving receiving, BooleanSupplier goesOn)
      throws IOException {
    if (attachment.size() == 0) {
      return receiving.complete() ? Try.WHOLE : Try.WRONG;
    }
    long from = receiving.received();
    Optional<Transport.Answer> answer =
        asking.ask((api, token) -> api.contents().fetch(token, attachment.id(), from));
    if (answer.isEmpty()) {
      return Try.GONE;
    }
    try (Transport.Answer open = answer.get()) {
      if (isOfOther(open, attachment.size())) {
        receiving.discard();
        return Try.WRONG;
      }
      if (from > 0 && open.status() != PARTIAL) {
        receiving.restart();
      }
      return read(open.body(), attachment, receiving, goesOn);
    }
  }

  /** Whether the server says that the content has another length than its case says. */
  private static boolean isOfOther(Transport.Answer answer, long size) {
    Optional<String> length =
        answer.status() == PARTIAL
            ? answer.header("Content-Range").map(range -> range.substring(range.indexOf('/') + 1))
            : answer.header("Content-Length");
    return length
        .filter(bytes -> !bytes.equals("*") && !bytes.equals(Long.toString(size)))
        .isPresent();
  }

  private Try read(
      InputStream body, Attachment attachment, Receiving receiving, BooleanSupplier goesOn)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    int read = body.read(chunk);
    while (read >= 0 && receiving.received() + read <= attachment.size()) {
      failures = 0;
      receiving.write(chunk, read);
      undertaking.reached(0, receiving.received());
      undertaking.check();
      if (receiving.received() < attachment.size() && !goesOn.getAsBoolean()) {
        return Try.INTERRUPTED;
      }
      read = body.read(chunk);
    }
    if (read < 0 && receiving.received() < attachment.size()) {
      throw new IOException("the answer ended too early");
    }
    if (read >= 0) {
      receiving.discard();
      return Try.WRONG;
    }
    return receiving.complete() ? Try.WHOLE : Try.WRONG;
  }

  /** Waits after a cut. */
  private void patience(IOException e) {
    undertaking.check();
    if (++failures >= ATTEMPTS_WITHOUT_PROGRESS) {
      throw new UnreachableException(
          UnreachableException.Reason.NETWORK,
          "The connection breaks again and again while a content is fetched (%s). What came is kept; try again later."
              .formatted(e.getMessage()),
          e);
    }
    undertaking.sleep(
        surroundings.sleeper()::sleep, BackOff.WITHIN_SYNC.after(failures, surroundings.random()));
  }

  /** What an application is told of a content that the server does not have. */
  static HoldfastException gone(Attachment attachment) {
    return new AttachmentException(
        AttachmentException.Reason.GONE,
        "The server does not have the content of '%s', or not for this user."
            .formatted(attachment.name()),
        null);
  }
}
