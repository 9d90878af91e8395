package dev.holdfast.device.sync;

import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.ContentApi;
import dev.holdfast.device.protocol.LeaveException;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Outgoing;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Departed;
import dev.holdfast.device.store.Farewell;
import dev.holdfast.device.store.Offers;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.Leave;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what an administrator orders a device to do that is ended: it performs nothing any more,
 * sends what is taken, erases its store if it has to, and tells the server. Killed anywhere, the
 * next contact begins again: what was sent is answered as before, and an erased store's word is in
 * the file with the order. For use under the lock of a sync.
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

  private final Database database;
  private final Transport transport;
  private final Attempt.Parts parts;

  /** Departures of a store. */
  Departure(Attempt.Parts parts) {
    this.database = parts.database();
    this.transport = parts.session().transport();
    this.parts = parts;
  }

  /**
   * Obeys.
   *
   * @return what to tell the user
   * @throws UnreachableException if not everything that is taken could be sent; nothing was erased,
   *     and the next contact goes on
   */
  NotSignedInException obey(LeaveException order, Undertaking undertaking) {
    Leave leave = order.leave();
    return leave.wipe()
        ? erase(order, handOverBeforeErasing(leave, undertaking))
        : end(order, handOver(leave, undertaking));
  }

  /**
   * Sends what is taken. From here on nothing is added to the queue, in no process: what is sent is
   * all there is.
   *
   * @return how many actions are not sent
   */
  private int handOver(Leave leave, Undertaking undertaking) {
    if (leave.token() != null) {
      offerAgain(leave.acknowledgement());
    }
    int waiting =
        database.write(
            connection -> {
              Departed.save(connection);
              return Actions.waiting(connection);
            });
    if (leave.token() != null && waiting > 0) {
      boolean hopeless = send(leave.token(), waiting, undertaking);
      int left = database.read(Actions::waiting);
      if (left > 0 && !hopeless) {
        throw notAll("The server could not take all that it had not sent: %d wait".formatted(left));
      }
    }
    return database.read(Actions::unsent);
  }

  /**
   * What the server had taken goes once more: nobody tells a device that is ended whether the
   * server was restored and has lost it, and this is the last time that it is asked. What it does
   * know it answers as it did before. Once for an order: the next contact goes on from there.
   */
  private void offerAgain(String order) {
    try {
      database.write(
          connection -> {
            Offers.again(connection, order);
            return connection;
          });
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.DAMAGED) {
        throw e;
      }
      LOG.warn("What the server had taken can't be read; what it has not is sent all the same.", e);
    }
  }

  /** A store that can't be read or written is erased all the same; null if nobody can count. */
  private @Nullable Integer handOverBeforeErasing(Leave leave, Undertaking undertaking) {
    try {
      return handOver(leave, undertaking);
    } catch (StoreException e) {
      boolean hopeless = leave.token() == null || e.reason() == StoreException.Reason.DAMAGED;
      if (e.reason() == StoreException.Reason.WIPED || !hopeless) {
        throw e;
      }
      LOG.warn("The store is erased as it is.", e);
      return countable();
    }
  }

  private @Nullable Integer countable() {
    try {
      return database.read(Actions::unsent);
    } catch (StoreException e) {
      LOG.warn("How many actions were not sent can't be read.", e);
      return null;
    }
  }

  /** Whether what is left can't be sent any more, however often it is tried. */
  private boolean send(String token, int waiting, Undertaking undertaking) {
    ServerApi api = new ServerApi(new CutTransport(transport, undertaking), server());
    try {
      sendContents(new LastContact(api.lastContents(), token), undertaking);
      Upload upload = new Upload(parts, new LastDesk(api, token), undertaking);
      upload.run(waiting);
      return upload.isHopeless();
    } catch (LeaveException e) {
      // The administrator has decided otherwise meanwhile.
      throw notAll(e.getMessage());
    } catch (NotSignedInException e) {
      throw notAll("It took too long to send all that it had: some of it waits");
    }
  }

  /**
   * What the last actions bring goes before them: afterwards nobody has it any more. What the
   * server does not want of it stays behind.
   */
  private void sendContents(LastContact contact, Undertaking undertaking) {
    ContentSending sending = new ContentSending(parts, contact, undertaking);
    for (Optional<Outgoing> next = nextContent(); next.isPresent(); next = nextContent()) {
      sending.send(next.get(), () -> true);
    }
  }

  private Optional<Outgoing> nextContent() {
    return database.read(Outgoing::all).stream().findFirst();
  }

  private record LastContact(ContentApi api, String token) implements ContentSending.Contact {
    @Override
    public <T> T call(BiFunction<ContentApi, String, T> request) {
      return request.apply(api, token);
    }
  }

  /**
   * Judges the last actions: what they bring went before, and what the server takes without it is
   * its to say.
   */
  private record LastDesk(ServerApi api, String token) implements Upload.Desk {
    @Override
    public ActionAnswer judge(ActionBatch batch) {
      return api.lastActions(token, batch);
    }

    @Override
    public boolean takesWithoutContents() {
      return true;
    }
  }

  private static UnreachableException notAll(String why) {
    return new UnreachableException(
        UnreachableException.Reason.SERVER,
        "An administrator has ended this device. %s. The next sync goes on.".formatted(why),
        null);
  }

  private NotSignedInException end(LeaveException order, int unsent) {
    Farewells.tell(transport, server(), order.leave().acknowledgement(), false, unsent);
    return new NotSignedInException(
        order.code(),
        "An administrator has ended this device. %s Sign in with a new store to go on."
            .formatted(
                unsent == 0
                    ? "The server has all that was done on it."
                    : "Actions that were not sent stay on it: %d.".formatted(unsent)));
  }

  private NotSignedInException erase(LeaveException order, @Nullable Integer unsent) {
    String acknowledgement = order.leave().acknowledgement();
    Farewell farewell =
        acknowledgement.isEmpty()
            ? new Farewell(unsent, null, null)
            : new Farewell(unsent, server(), acknowledgement);
    database.erase(farewell);
    Farewells.tell(database.directory(), transport);
    return new NotSignedInException(
        order.code(),
        "An administrator has ordered this device to be wiped. Its store is erased%s. Sign in with a new store."
            .formatted(farewell.lost()));
  }

  private String server() {
    return database.read(Account::require).server();
  }
}
