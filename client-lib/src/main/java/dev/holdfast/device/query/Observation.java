package dev.holdfast.device.query;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.engine.StoreEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query that is observed. What it showed last is not kept, only what tells it from something
 * else. Looked at by one thread; ended by any.
 */
final class Observation {
  private final StoreEngine engine;
  private final Select select;
  private final Sources sources;
  private final Consumer<List<Map<String, @Nullable Object>>> rows;
  private final Consumer<RuntimeException> failed;

  private volatile boolean ended;
  private String mark = "";
  private String shown = "";

  /**
   * A query to be observed.
   *
   * @param engine that of the store
   * @param sources what it reads
   */
  Observation(
      StoreEngine engine,
      Select select,
      Sources sources,
      Consumer<List<Map<String, @Nullable Object>>> rows,
      Consumer<RuntimeException> failed) {
    this.engine = engine;
    this.sources = sources;
    this.rows = rows;
    this.failed = failed;
    this.select = select.until(() -> ended || select.cancelled().getAsBoolean());
  }

  boolean mayShow(Change change) {
    return sources.mayShow(change);
  }

  void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** What is to be told, empty if nothing. Reads one state of the store. */
  Optional<Runnable> look(Reader reader) {
    try {
      Optional<List<Map<String, @Nullable Object>>> found =
          reader.<Optional<List<Map<String, @Nullable Object>>>>read(
              connection -> {
                String now = sources.mark(connection);
                if (now.equals(mark)) {
                  return Optional.empty();
                }
                // Also if it fails: it is tried again when something has changed.
                mark = now;
                return Optional.of(Reading.all(engine, connection, select));
              });
      return found.filter(this::isNew).map(result -> () -> rows.accept(result));
    } catch (RuntimeException e) {
      // There is no caller to get it: whoever observes is told, whatever it is.
      if (e instanceof LockedException) {
        // Once it is unlocked the same rows are news.
        mark = "";
      }
      return isNew(e.toString()) ? Optional.of(() -> failed.accept(e)) : Optional.empty();
    }
  }

  private boolean isNew(List<Map<String, @Nullable Object>> result) {
    Fingerprint fingerprint = new Fingerprint();
    for (Map<String, @Nullable Object> row : result) {
      row.forEach(
          (column, value) -> {
            fingerprint.add(column);
            fingerprint.add(value);
          });
      fingerprint.end();
    }
    return isNew(fingerprint.value());
  }

  private boolean isNew(String now) {
    String before = shown;
    shown = now;
    return !now.equals(before);
  }
}
