package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.Action;
import dev.holdfast.it.peer.client.Messages.DeviceInfo;
import dev.holdfast.it.peer.client.Messages.Session;
import dev.holdfast.it.peer.client.Messages.SignIn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device: who is signed in, what it holds, what it has to send. For one thread. */
public final class Peer {
  private final Calls calls;
  private final Store store = new Store();
  private final Outbox outbox = new Outbox();
  private final Logic logic;
  private final Sync sync;
  private Duration clockOffset = Duration.ZERO;
  private long sequence;
  private boolean ended;

  /**
   * A new device.
   *
   * @param api where the server's API is
   * @param transport carries the requests
   */
  public Peer(URI api, Transport transport) {
    this.calls = new Calls(api, transport);
    this.logic = new Logic(calls);
    this.sync = new Sync(calls, store, logic);
  }

  /** Signs in, and enrols this device if {@code device} is null. */
  public Session signIn(String user, String password, @Nullable String device) throws IOException {
    DeviceInfo info = new DeviceInfo(device, "A peer", "Java " + Runtime.version(), "1");
    use(calls.postAs(null, "/sessions", new SignIn(user, password, info)).as(Session.class));
    clockOffset = Duration.between(Instant.now(), Instant.parse(session().serverTime()));
    return session();
  }

  /** Goes on with a session that was kept. */
  public void use(Session session) {
    calls.use(session);
  }

  /** The session as it is now. */
  public Session session() {
    return calls.session();
  }

  /** Gets other tokens. */
  public void refresh() throws IOException {
    calls.refresh();
  }

  /** Signs out: the tokens end. */
  public void signOut() throws IOException {
    calls.delete("/sessions/current").close();
  }

  /** What it holds. */
  public Store store() {
    return store;
  }

  /** What it has to send. */
  public Outbox outbox() {
    return outbox;
  }

  /** The application packages. */
  public Logic logic() {
    return logic;
  }

  /** Whether an administrator has ended it, and it has done what it was told. */
  public boolean isEnded() {
    return ended;
  }

  /** Opens a new case; the action that does it. */
  public Action create(String application, String type, String name, Map<String, Object> fields)
      throws IOException {
    return perform(application, type, UUID.randomUUID().toString(), name, fields);
  }

  /** Acts on a case. It is sent with the next sync. */
  public Action perform(
      String application, String type, String caseId, String name, Map<String, Object> fields)
      throws IOException {
    Optional<Case> held = store.find(application, type, caseId);
    Action action =
        new Action(
            UUID.randomUUID().toString(),
            ++sequence,
            application,
            logic.version(application),
            caseId,
            type,
            name,
            fields,
            seen(held, caseId, fields.keySet()),
            held.map(Case::version).orElse(0L),
            held.map(Case::mark).orElse(null),
            follows(outbox.unanswered(caseId)),
            Instant.now().toString(),
            clockOffset.toMillis());
    outbox.add(action);
    return action;
  }

  private static @Nullable String follows(List<Action> waiting) {
    return waiting.isEmpty() ? null : waiting.get(waiting.size() - 1).id();
  }

  /** What the user saw in fields: what the row has, with what waits to be sent. */
  private Map<String, @Nullable Object> seen(
      Optional<Case> held, String caseId, Set<String> fields) {
    List<Action> waiting = outbox.unanswered(caseId);
    Map<String, @Nullable Object> seen = new HashMap<>();
    if (held.isPresent() || !waiting.isEmpty()) {
      fields.forEach(field -> seen.put(field, held.map(is -> is.value(field)).orElse(null)));
    }
    for (Action earlier : waiting) {
      seen.putAll(earlier.fields());
    }
    seen.keySet().retainAll(fields);
    return seen;
  }

  /** Does an action that a person has to decide on, or has given back, anew, with other values. */
  public Action retry(String action, Map<String, Object> edits) throws IOException {
    Action old = outbox.cancel(action);
    Map<String, Object> fields = new HashMap<>(old.fields());
    fields.putAll(edits);
    return perform(old.application(), old.type(), old.caseId(), old.name(), fields);
  }

  /**
   * Sends what waits and receives what is new.
   *
   * @throws RefusedException if the server refuses; if it has ended this device, what it ordered is
   *     done then
   * @throws IOException if there is no connection, or it was cut; the next call goes on
   */
  public Received sync() throws IOException {
    return exchange(true);
  }

  /** Asks, as at an interval, whether there is anything new. */
  public Received poll() throws IOException {
    return exchange(false);
  }

  /** Takes what the doorbell brought, or else asks. */
  public Received answer(Ring ring) throws IOException {
    Optional<Received> taken = outbox.unsent() > 0 ? Optional.empty() : sync.take(ring);
    if (taken.isEmpty()) {
      return sync();
    }
    outbox.lookInto(store);
    return taken.get();
  }

  private Received exchange(boolean fresh) throws IOException {
    try {
      outbox.send(batch -> calls.post("/actions", batch));
      Received received = sync.run(fresh, outbox.unsent());
      outbox.lookInto(store);
      return received;
    } catch (RefusedException e) {
      if (e.leave().isPresent()) {
        Leaving.obey(e.leave().get(), calls, outbox, store);
        ended = true;
      }
      throw e;
    }
  }

  /** Listens at the doorbell. Sync after it: what happened before does not ring. */
  public Doorbell listen() throws IOException {
    return Doorbell.open(calls);
  }
}
