package dev.holdfast.desktop.work;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.data.CaseRows;
import dev.holdfast.desktop.data.Catalog;
import dev.holdfast.desktop.task.Model;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.ActionOffer;
import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.kernel.app.ApplicationPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The worklists, and the cases of the one that is chosen. Belongs to the screen's thread. */
public final class WorkPresenter {
  private final Session session;
  private final Model<State> state = new Model<>(State.EMPTY);
  private Read read = Read.NOTHING;
  private int asked;

  /** Nothing is read yet: see {@link #reload}. */
  public WorkPresenter(Session session) {
    this.session = session;
  }

  /**
   * What is shown.
   *
   * @param lists the lists that can be chosen
   * @param chosen which one is
   * @param search words that the cases shown have
   * @param rows the cases shown
   * @param creations the ways to create a case, with what they are called
   * @param trouble what is in the way of showing cases, null if nothing is
   * @param loaded whether the store has been read
   */
  public record State(
      List<WorkList> lists,
      String chosen,
      String search,
      List<CaseRow> rows,
      List<Creation> creations,
      @Nullable String trouble,
      boolean loaded) {
    static final State EMPTY =
        new State(List.of(), WorkList.MINE, "", List.of(), List.of(), null, false);
  }

  /**
   * A way to create a case.
   *
   * @param offer the action
   * @param label what it is called, with its case type
   * @param child whether such cases are made as children of others, from these
   */
  public record Creation(ActionOffer offer, String label, boolean child) {}

  private record Read(Catalog catalog, String user, List<CaseRow> rows, List<Creation> creations) {
    static final Read NOTHING =
        new Read(new Catalog(List.of(), List.of()), "", List.of(), List.of());
  }

  /** What is shown. */
  public Model<State> state() {
    return state;
  }

  /** The cases that are held, whatever is shown of them. */
  public List<CaseRow> all() {
    return read.rows();
  }

  /** What things are called. */
  public Catalog catalog() {
    return read.catalog();
  }

  /** Chooses another list. */
  public void choose(String list) {
    show(list, state.get().search(), state.get().trouble());
  }

  /** Looks for cases with these words. */
  public void search(String words) {
    show(state.get().chosen(), words, state.get().trouble());
  }

  /** Reads the store again, as it may have changed. */
  public void reload() {
    int number = ++asked;
    session
        .tasks()
        .withStore(
            this::read,
            found -> {
              if (number == asked) {
                read = found;
                show(state.get().chosen(), state.get().search(), null);
              }
            },
            this::failed);
  }

  private Read read() {
    List<String> languages = session.texts().languages();
    Catalog catalog = new Catalog(session.holdfast().applications(), languages);
    List<CaseRow> rows = new CaseRows(session, catalog).of(session.holdfast().cases());
    String user = Objects.requireNonNullElse(session.holdfast().status().user(), "");
    return new Read(catalog, user, rows, creations(catalog, languages));
  }

  private List<Creation> creations(Catalog catalog, List<String> languages) {
    try {
      return session.holdfast().creations(languages).stream()
          .map(
              offer ->
                  new Creation(
                      offer,
                      catalog.typeLabel(offer.application(), offer.type()) + ": " + offer.label(),
                      isChild(catalog, offer)))
          .toList();
    } catch (NotSignedInException e) {
      // Nobody has ever signed in: there is nothing yet.
      return List.of();
    }
  }

  private static boolean isChild(Catalog catalog, ActionOffer offer) {
    return catalog
        .type(offer.application(), offer.type())
        .filter(type -> !type.coordination().family().parents().isEmpty())
        .isPresent();
  }

  private void failed(RuntimeException failure) {
    if (failure instanceof LockedException) {
      // It shows nothing any more, also not what was read before.
      read = Read.NOTHING;
    }
    show(state.get().chosen(), state.get().search(), session.explanations().of(failure));
  }

  private void show(String chosen, String search, @Nullable String trouble) {
    List<CaseRow> rows =
        read.rows().stream()
            .filter(
                search.isBlank() ? WorkList.of(chosen, read.user()) : row -> row.matches(search))
            .toList();
    state.set(new State(lists(), chosen, search, rows, read.creations(), trouble, true));
  }

  private List<WorkList> lists() {
    List<WorkList> lists = new ArrayList<>();
    lists.add(list(WorkList.MINE, session.texts().get("list.mine")));
    for (ApplicationPackage application : read.catalog().applications().values()) {
      worklists(application)
          .map(
              name ->
                  list(
                      WorkList.team(application.application(), name),
                      read.catalog().worklistLabel(application.application(), name)))
          .filter(list -> list.count() > 0 || list.id().equals(state.get().chosen()))
          .forEach(lists::add);
    }
    lists.add(list(WorkList.OPEN, session.texts().get("list.open")));
    lists.add(list(WorkList.OVERDUE, session.texts().get("list.overdue")));
    lists.add(list(WorkList.DONE, session.texts().get("list.done")));
    return List.copyOf(lists);
  }

  private static Stream<String> worklists(ApplicationPackage application) {
    return application.cases().values().stream()
        .flatMap(type -> type.coordination().worklists().stream())
        .distinct();
  }

  private WorkList list(String id, String label) {
    List<CaseRow> in = read.rows().stream().filter(WorkList.of(id, read.user())).toList();
    int overdue = (int) in.stream().filter(row -> row.view().overdue()).count();
    return new WorkList(id, label, in.size(), overdue);
  }
}
