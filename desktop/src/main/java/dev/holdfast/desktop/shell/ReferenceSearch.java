package dev.holdfast.desktop.shell;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.data.References;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.work.WorkPresenter;
import dev.holdfast.kernel.app.ApplicationPackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds what references of one application refer to. Belongs to the screen's thread. */
public final class ReferenceSearch {
  private final Session session;
  private final WorkPresenter work;
  private final String application;

  /** Searches an application. */
  public ReferenceSearch(Session session, WorkPresenter work, String application) {
    this.session = session;
    this.work = work;
    this.application = application;
  }

  /** Rows of a table that have these words. */
  public void rows(String table, String words, Consumer<List<References.Row>> found) {
    work.catalog()
        .application(application)
        .ifPresent(
            of ->
                session
                    .tasks()
                    .withStore(
                        () -> references().search(of, table, words, Map.of()),
                        found,
                        failure -> found.accept(List.of())));
  }

  /** A row of a table. */
  public void row(String table, String key, Consumer<Optional<References.Row>> found) {
    Optional<ApplicationPackage> of = work.catalog().application(application);
    if (of.isPresent()) {
      session
          .tasks()
          .withStore(
              () -> references().find(of.get(), table, key),
              found,
              failure -> found.accept(Optional.empty()));
    }
  }

  /** Cases of a type, or of several with commas between, that have these words. */
  public List<References.Row> cases(String types, String words) {
    List<String> wanted = List.of(types.split(",", -1));
    return work.all().stream()
        .filter(row -> row.view().application().equals(application))
        .filter(row -> wanted.contains(row.view().type()))
        .filter(row -> row.matches(words))
        .limit(References.MOST)
        .map(ReferenceSearch::row)
        .toList();
  }

  /** A case. */
  public Optional<References.Row> theCase(String key) {
    return work.all().stream()
        .filter(row -> row.id().toString().equals(key))
        .findFirst()
        .map(ReferenceSearch::row);
  }

  private static References.Row row(CaseRow row) {
    return new References.Row(row.id().toString(), row.title(), row.type() + " · " + row.stage());
  }

  private References references() {
    return new References(session.holdfast());
  }
}
