package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.api.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the enabled webhooks want, in this node's memory until one of them changes. A change on
 * another node is known here within {@link #OLDEST}. Thread-safe; two who ask while it is not known
 * read it both.
 */
@ApplicationScoped
public class Subscriptions {
  /** How old a look at the database may be: the watcher makes one in this time by itself. */
  private static final Duration OLDEST = Duration.ofSeconds(3);

  private Watch watch;
  private Jdbc jdbc;
  private volatile @Nullable Known known;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Subscriptions() {}

  /** Reads from a database that is watched. */
  @Inject
  public Subscriptions(Watch watch, Jdbc jdbc) {
    this.watch = watch;
    this.jdbc = jdbc;
  }

  private record Known(List<Subscription> all, Look look, Mark mark) {
    boolean holds() {
      return !mark.changedSince(look);
    }
  }

  /** All of them. */
  List<Subscription> all() {
    Known before = known;
    if (before != null && before.holds() && watch.sees(OLDEST) && before.holds()) {
      return before.all();
    }
    Look look = watch.last();
    Mark mark = watch.mark(Mark.Subject.ALL_WEBHOOKS);
    Known read = new Known(read(), look, mark);
    known = read;
    return read.all();
  }

  private List<Subscription> read() {
    return jdbc.list(
        "SELECT id, applications, case_types, kinds FROM holdfast.webhook WHERE enabled",
        row ->
            new Subscription(
                Sql.requiredUuid(row, "id"),
                Set.copyOf(Sql.texts(row, "applications")),
                Set.copyOf(Sql.texts(row, "case_types")),
                Set.copyOf(Sql.texts(row, "kinds"))));
  }
}
