package dev.holdfast.desktop.work;

import dev.holdfast.desktop.task.Model;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.ActionOffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A case that is open. It is read again whenever it may have changed, and says then what changed
 * elsewhere. Belongs to the screen's thread.
 */
public final class CasePresenter {
  private final Session session;
  private final Model<Optional<OpenCase>> state = new Model<>(Optional.empty());
  private boolean own;

  /** No case is open yet. */
  public CasePresenter(Session session) {
    this.session = session;
  }

  /** The case that is open, if one is. */
  public Model<Optional<OpenCase>> state() {
    return state;
  }

  /** Opens a case. */
  public void open(UUID id) {
    own = true;
    state.set(Optional.of(OpenCase.loading(id)));
    read(id);
  }

  /** Closes the case. */
  public void close() {
    state.set(Optional.empty());
  }

  /** Some cases may have changed; what the user did himself is not news to him. */
  public void changed(Set<UUID> cases, boolean byUser) {
    state
        .get()
        .filter(open -> byUser || isConcerned(open, cases))
        .ifPresent(
            open -> {
              own |= byUser;
              read(open.id());
            });
  }

  private static boolean isConcerned(OpenCase open, Set<UUID> cases) {
    return cases.isEmpty()
        || cases.contains(open.id())
        || open.children().stream().anyMatch(child -> cases.contains(child.id()))
        || open.parent() != null && cases.contains(open.parent().id());
  }

  /** The user is about to change the open case: what comes of it is no news to him. */
  public void expectOwn() {
    own = true;
  }

  /**
   * Performs an action that asks nothing.
   *
   * @param done told that it was done
   */
  public void perform(ActionOffer offer, Runnable done) {
    expectOwn();
    state
        .get()
        .map(OpenCase::id)
        .ifPresent(
            id ->
                session
                    .tasks()
                    .withStore(
                        () -> session.holdfast().perform(id, offer.action(), Map.of()),
                        performed -> {
                          changed(Set.of(id), true);
                          done.run();
                        },
                        failure -> say(id, session.explanations().of(failure))));
  }

  private void read(UUID id) {
    boolean byUser = own;
    session
        .tasks()
        .withStore(
            () -> new CaseReading(session).read(id),
            found -> show(found, byUser),
            failure -> say(id, session.explanations().of(failure)));
  }

  private void show(OpenCase found, boolean byUser) {
    Optional<OpenCase> before = state.get().filter(open -> open.id().equals(found.id()));
    if (before.isEmpty()) {
      // Another one was opened meanwhile.
      return;
    }
    if (byUser) {
      own = false;
      state.set(Optional.of(found));
      return;
    }
    Set<String> fresh = new HashSet<>(before.get().fresh());
    fresh.addAll(differing(before.get().facts(), found.facts()));
    String notice = found.notice();
    if (notice == null && moved(before.get(), found)) {
      notice = session.texts().get("case.moved", Objects.requireNonNull(found.row()).stage());
    } else if (notice == null && !fresh.isEmpty()) {
      notice = session.texts().get("case.changed");
    }
    state.set(
        Optional.of(
            new OpenCase(
                found.id(),
                found.row(),
                found.assignee(),
                found.facts(),
                found.actions(),
                found.children(),
                found.opens(),
                found.parent(),
                Set.copyOf(fresh),
                notice)));
  }

  private static boolean moved(OpenCase before, OpenCase now) {
    return before.row() != null
        && now.row() != null
        && !before.row().view().stage().equals(now.row().view().stage());
  }

  private static Set<String> differing(List<Fact> before, List<Fact> now) {
    Map<String, Fact> earlier = new LinkedHashMap<>();
    before.forEach(fact -> earlier.put(fact.field(), fact));
    Set<String> differing = new HashSet<>();
    for (Fact fact : now) {
      if (!fact.equals(earlier.remove(fact.field()))) {
        differing.add(fact.field());
      }
    }
    differing.addAll(earlier.keySet());
    return differing;
  }

  private void say(UUID id, String what) {
    state.set(state.get().map(open -> open.id().equals(id) ? open.saying(what) : open));
  }
}
