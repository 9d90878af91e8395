package dev.holdfast.desktop.shell;

import dev.holdfast.desktop.form.FormPresenter;
import dev.holdfast.desktop.form.FormTarget;
import dev.holdfast.desktop.queue.QueuePresenter;
import dev.holdfast.desktop.queue.Waiting;
import dev.holdfast.desktop.sync.Keeper;
import dev.holdfast.desktop.sync.Metering;
import dev.holdfast.desktop.sync.SyncPresenter;
import dev.holdfast.desktop.task.Model;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.work.CasePresenter;
import dev.holdfast.desktop.work.OpenCase;
import dev.holdfast.desktop.work.WorkPresenter;
import dev.holdfast.device.api.ActionOffer;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.kernel.app.BuiltIn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where somebody works with a device that is open. Belongs to the screen's thread. */
public final class Workplace {
  private static final Duration BETWEEN_SYNCS = Duration.ofMinutes(1);

  private final Session session;
  private final WorkPresenter work;
  private final CasePresenter cases;
  private final QueuePresenter queue;
  private final SyncPresenter sync;
  private final Keeper keeper;
  private final Model<Page> page = new Model<>(Page.CASES);
  private final Model<Optional<FormPresenter>> form = new Model<>(Optional.empty());
  private final Listening<Change> changes;
  private final Listening<SyncState> states;

  /** A place to work at; it reads the store at once. */
  public Workplace(Session session, Metering metering) {
    this.session = session;
    this.work = new WorkPresenter(session);
    this.cases = new CasePresenter(session);
    this.queue = new QueuePresenter(session, this::reload);
    this.sync = new SyncPresenter(session, metering, this::reload);
    this.keeper = new Keeper(session, sync, BETWEEN_SYNCS);
    this.changes = Listening.to(session.holdfast().changes(), this::changed);
    this.states = Listening.to(session.holdfast().syncStates(), sync::shown);
    reload();
  }

  /** Whose device it is, and in which language it is talked about. */
  public Session session() {
    return session;
  }

  /** The worklists. */
  public WorkPresenter work() {
    return work;
  }

  /** The case that is open. */
  public CasePresenter cases() {
    return cases;
  }

  /** What waits. */
  public QueuePresenter queue() {
    return queue;
  }

  /** How the device stands with its server. */
  public SyncPresenter sync() {
    return sync;
  }

  /** Keeps the device in sync from now on; what ends that is mended by a sync that ends well. */
  public void keepInSync() {
    sync.onDone(keeper::begin);
    keeper.begin();
  }

  /** Which page is shown. */
  public Model<Page> page() {
    return page;
  }

  /** What is being filled in, if anything is. */
  public Model<Optional<FormPresenter>> form() {
    return form;
  }

  /** Shows the cases of a list. */
  public void choose(String list) {
    page.set(Page.CASES);
    work.choose(list);
  }

  /** Shows what waits. */
  public void showQueue() {
    page.set(Page.QUEUE);
    queue.reload();
  }

  /** Opens a case. What is being filled in is closed. */
  public void open(UUID id) {
    form.set(Optional.empty());
    page.set(Page.CASES);
    cases.open(id);
  }

  /** Does something to the open case: at once, or by a form where something is asked. */
  public void act(ActionOffer offer) {
    Optional<OpenCase> open = cases.state().get();
    if (!offer.asks()) {
      cases.perform(offer, this::reload);
      return;
    }
    open.ifPresent(
        found ->
            fill(
                new FormTarget.OnCase(
                    offer.label(), offer.application(), found.id(), offer.action())));
  }

  /** Begins a new case. */
  public void create(WorkPresenter.Creation creation) {
    page.set(Page.CASES);
    cases.close();
    fill(created(creation.label(), creation.offer(), Map.of()));
  }

  /** Begins a child of the open case. */
  public void createChild(ActionOffer offer) {
    cases
        .state()
        .get()
        .ifPresent(
            parent ->
                fill(
                    created(
                        work.catalog().typeLabel(offer.application(), offer.type()),
                        offer,
                        Map.of(BuiltIn.PARENT, parent.id().toString()))));
  }

  private static FormTarget created(String title, ActionOffer offer, Map<String, Object> preset) {
    return new FormTarget.NewCase(title, offer.application(), offer.type(), offer.action(), preset);
  }

  /** Fills an action of the queue in again. */
  public void edit(Waiting waiting) {
    page.set(Page.CASES);
    cases.open(waiting.pending().caseId());
    fill(queue.edit(waiting));
  }

  private void fill(FormTarget target) {
    FormPresenter next = new FormPresenter(session, target, this::performed);
    next.state()
        .listen(
            state -> {
              if (state.busy()) {
                cases.expectOwn();
              }
            });
    form.set(Optional.of(next));
  }

  /** Closes what is being filled in; what was typed is lost. */
  public void closeForm() {
    form.set(Optional.empty());
  }

  /** Closes the open case. */
  public void closeCase() {
    form.set(Optional.empty());
    cases.close();
  }

  private void performed(Performed performed) {
    UUID before = cases.state().get().map(OpenCase::id).orElse(null);
    boolean child =
        form.get()
            .map(FormPresenter::state)
            .map(Model::get)
            .filter(
                state -> state.target() instanceof FormTarget.NewCase of && !of.preset().isEmpty())
            .isPresent();
    form.set(Optional.empty());
    if (child && before != null) {
      cases.changed(Set.of(before), true);
    } else {
      cases.open(performed.caseId());
    }
    reload();
  }

  private void changed(Change change) {
    cases.changed(change.cases(), false);
    form.get().ifPresent(FormPresenter::refresh);
    reload();
  }

  private void reload() {
    work.reload();
    queue.reload();
    sync.reload();
  }

  /** Leaves the device open and stops listening to it; another place may take it over. */
  public void leave() {
    keeper.end();
    changes.end();
    states.end();
  }
}
