package dev.holdfast.device;

import dev.holdfast.device.api.Select;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.query.Observations;
import dev.holdfast.device.query.Reading;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.sync.Gate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What applications read by SQL. Safe for use by many threads. On a locked device it throws {@link
 * dev.holdfast.device.api.LockedException}; what is observed is told so.
 */
abstract class Querying extends Observed {
  final Database database;
  final Observations observations;

  Querying(Database database, Gate gate, Executor executor) {
    super(gate, executor);
    this.database = database;
    this.observations = new Observations(database, gate::read);
    observers.add(observations::changed);
  }

  /**
   * Queries tables and cases by SQL. Each offline table and case type is a view of its name.
   *
   * @param sql SELECT, WITH or VALUES in SQLite's language
   * @param arguments what stands for {@code ?}, as {@link Select} says
   * @return rows: column to null, {@link Number}, {@link String} or {@code byte[]}
   * @throws IllegalArgumentException if it is not a valid query, or would do more than read views
   */
  public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... arguments) {
    return query(Select.of(sql, arguments));
  }

  /**
   * The same with limits.
   *
   * @throws dev.holdfast.device.api.QueryStoppedException if it was ended
   */
  public List<Map<String, @Nullable Object>> query(Select select) {
    return gate.read(connection -> Reading.all(database.engine(), connection, select));
  }

  /**
   * Queries one row after the other, of which one is in memory at a time. All are of one state of
   * the store, whatever is done or synced meanwhile; what is written while it reads makes the
   * store's log longer, so it should not take for ever.
   *
   * @param more takes a row and says whether it wants another one; called by this thread
   * @throws IllegalArgumentException if it is not a valid query, or would do more than read views
   * @throws dev.holdfast.device.api.QueryStoppedException if it was ended
   */
  public void query(Select select, Predicate<Map<String, @Nullable Object>> more) {
    gate.<Boolean>read(connection -> Reading.each(database.engine(), connection, select, more));
  }

  /**
   * Observes a query: gives its rows, and gives them again when they are others, because of this
   * process or, within a second or two, another one. It is run again only when one of its tables or
   * case types has changed; changes in quick succession are told together. What depends on the
   * present, as {@code overdue} does, is told anew when something has changed.
   *
   * @param rows given all rows; called by a thread of the library, one call at a time
   * @param failed given what was wrong when the query failed, in place of rows: a table is gone
   *     with another version of the logic, it was too slow, the store is damaged or wiped
   * @return ends it; a call that has begun is not waited for
   * @throws IllegalArgumentException if it is not a valid query, or would do more than read views
   */
  public Subscription observe(
      Select select,
      Consumer<List<Map<String, @Nullable Object>>> rows,
      Consumer<RuntimeException> failed) {
    return observations.observe(select, rows, failed);
  }
}
