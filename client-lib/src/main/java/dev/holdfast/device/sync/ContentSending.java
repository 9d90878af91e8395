package dev.holdfast.device.sync;

import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.ContentApi;
import dev.holdfast.device.protocol.ContentRefusedException;
import dev.holdfast.device.protocol.TooLargeException;
import dev.holdfast.device.protocol.UploadLostException;
import dev.holdfast.device.protocol.UploadsBusyException;
import dev.holdfast.device.queue.Outgoing;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.ContentFiles;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.device.store.content.SealedContent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * Sends one content, by tus, in pieces. How far it is only the server knows: it is asked at the
 * beginning, and whenever an answer was lost. Killed anywhere, the next sync asks again, so nothing
 * that the server has goes twice. For one thread.
 */
final class ContentSending {
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 4;

  /** While other devices are sending: some minutes with the server's usual pause. */
  private static final int ATTEMPTS_WHILE_BUSY = 60;

  /** So often it begins anew: the upload was lost, or what had come was not the content. */
  private static final int BEGINNINGS = 3;

  /** Up to this size all of it goes with the first request. */
  private static final long SMALL = 256 * 1024;

  private final Database database;
  private final ContentFiles files;
  private final Contact contact;
  private final Surroundings surroundings;
  private final Undertaking undertaking;
  private final PieceSize pieces = new PieceSize();
  private int failures;
  private int refusals;

  ContentSending(Attempt.Parts parts, Contact contact, Undertaking undertaking) {
    this.database = parts.database();
    this.files = new ContentFiles(database);
    this.contact = contact;
    this.surroundings = parts.surroundings();
    this.undertaking = undertaking;
  }

  /** Who takes contents. */
  interface Contact {
    /** Asks something. */
    <T> T call(BiFunction<ContentApi, String, T> request);
  }

  /** What happens between two pieces. */
  @FunctionalInterface
  interface Between {
    /** Does it, and says whether the content goes on. */
    boolean goesOn();
  }

  /**
   * Sends.
   *
   * @return whether it came to an end, taken or refused; if not, something else goes first
   * @throws UnreachableException if the server can't be reached, or can't take it now
   */
  boolean send(Outgoing outgoing, Between between) {
    begin(outgoing.content());
    for (int beginning = 1; ; beginning++) {
      try (SealedContent content = files.open(outgoing.content())) {
        return send(outgoing, content, between);
      } catch (AttachmentException e) {
        return refuse(outgoing, e.reason().code(), e.getMessage());
      } catch (ContentRefusedException e) {
        if (!e.isAnotherContent() || beginning == BEGINNINGS) {
          return refuse(outgoing, e.code(), e.getMessage());
        }
      } catch (UploadLostException e) {
        if (beginning == BEGINNINGS) {
          throw new UnreachableException(
              UnreachableException.Reason.SERVER,
              "The server loses what it has of '%s' again and again (%s). Nothing is lost here; try again later."
                  .formatted(outgoing.attachment().name(), e.getMessage()),
              e);
        }
      }
    }
  }

  private void begin(HeldContent content) {
    failures = 0;
    refusals = 0;
    undertaking.begin(Progress.Stage.SENDING_CONTENT, Undertaking.UNKNOWN, content.size());
  }

  private boolean send(Outgoing outgoing, SealedContent content, Between between) {
    ContentApi.Upload upload = create(outgoing, content);
    boolean wanted = reached(outgoing, upload.offset());
    while (wanted && upload.offset() < content.size()) {
      if (!between.goesOn()) {
        return false;
      }
      undertaking.check();
      ContentApi.Upload next = piece(content, upload);
      if (next.offset() > upload.offset()) {
        failures = 0;
        refusals = 0;
      }
      upload = next;
      wanted = reached(outgoing, upload.offset());
    }
    undertaking.completed();
    if (!wanted) {
      return true;
    }
    database.write(
        connection -> {
          ContentRows.taken(connection, outgoing.content().id());
          return outgoing;
        });
    return true;
  }

  /** A small one goes with it at once, unless a part of it went before. */
  private ContentApi.Upload create(Outgoing outgoing, SealedContent content) {
    HeldContent held = outgoing.content();
    boolean whole = held.sent() == 0 && held.size() > 0 && held.size() <= SMALL;
    byte[] body = whole ? read(content, 0, (int) held.size()) : null;
    ContentApi.Creation creation =
        new ContentApi.Creation(
            held.id(),
            held.size(),
            outgoing.attachment().type(),
            outgoing.action().application(),
            outgoing.action().packageVersion(),
            outgoing.action().type(),
            outgoing.field());
    while (true) {
      try {
        return contact.call((api, token) -> api.create(token, creation, body));
      } catch (UploadsBusyException e) {
        busy(e);
      } catch (UnreachableException e) {
        patience(e);
      }
    }
  }

  /** Sends the next piece; the upload as it is then. */
  private ContentApi.Upload piece(SealedContent content, ContentApi.Upload upload) {
    int length = (int) Math.min(pieces.bytes(), content.size() - upload.offset());
    byte[] piece = read(content, upload.offset(), length);
    Clock clock = surroundings.clock();
    Instant begun = clock.instant();
    try {
      long offset = contact.call((api, token) -> api.send(token, upload, piece));
      pieces.took(Duration.between(begun, clock.instant()));
      return new ContentApi.Upload(upload.name(), offset);
    } catch (UploadLostException e) {
      if (e.isGone() || ++failures > ATTEMPTS_WITHOUT_PROGRESS) {
        throw e;
      }
      return ask(upload);
    } catch (UploadsBusyException e) {
      busy(e);
      return upload;
    } catch (TooLargeException e) {
      if (!pieces.halve()) {
        throw e;
      }
      return upload;
    } catch (UnreachableException e) {
      pieces.lost();
      patience(e);
      return ask(upload);
    }
  }

  private ContentApi.Upload ask(ContentApi.Upload upload) {
    while (true) {
      try {
        long offset = contact.call((api, token) -> api.offset(token, upload));
        return new ContentApi.Upload(upload.name(), offset);
      } catch (UnreachableException e) {
        patience(e);
      }
    }
  }

  /** Waits after a cut; a server that says that it can't now is left alone. */
  private void patience(UnreachableException e) {
    undertaking.check();
    if (e.reason() != UnreachableException.Reason.NETWORK
        || ++failures >= ATTEMPTS_WITHOUT_PROGRESS) {
      throw e;
    }
    undertaking.sleep(
        surroundings.sleeper()::sleep, BackOff.WITHIN_SYNC.after(failures, surroundings.random()));
  }

  /** Waits as long as the server asks, and a bit more, so that not all come back at once. */
  private void busy(UploadsBusyException e) {
    undertaking.check();
    if (++refusals == ATTEMPTS_WHILE_BUSY) {
      throw e.given();
    }
    undertaking.sleep(
        surroundings.sleeper()::sleep,
        BackOff.WITHIN_SYNC.after(refusals, surroundings.random(), e.given().retryAfter()));
  }

  private static byte[] read(SealedContent content, long from, int length) {
    byte[] piece = new byte[length];
    content.from(from);
    int read = 0;
    while (read < length) {
      int more = content.read(piece, read, length - read);
      if (more < 0) {
        return Arrays.copyOf(piece, read);
      }
      read += more;
    }
    return piece;
  }

  /** Whether it is still wanted: its user may have let go of it meanwhile. */
  private boolean reached(Outgoing outgoing, long offset) {
    undertaking.reached(0, offset);
    return database.stage(
        connection -> ContentRows.sent(connection, outgoing.content().id(), offset));
  }

  private boolean refuse(Outgoing outgoing, String code, String message) {
    database.write(
        connection -> {
          ContentRows.refused(
              connection, outgoing.content().id(), new HeldContent.Refusal(code, message));
          return outgoing;
        });
    return true;
  }
}
