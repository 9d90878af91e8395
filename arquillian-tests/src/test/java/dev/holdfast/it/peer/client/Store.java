package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.Outcome;
import dev.holdfast.it.peer.client.Messages.SyncHeader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the device holds of the server's rows: buckets at one checkpoint, which nobody sees change
 * but as a whole. In memory; on disk {@link #switchTo} is one transaction.
 */
public final class Store {
  private static final String OUTCOMES = "holdfast/outcome";

  private final Staging staging = new Staging();
  private Map<String, Bucket> held = new HashMap<>();
  private @Nullable String checkpoint;

  /** Up to where it has everything; null before the first sync. */
  @Nullable String checkpoint() {
    return checkpoint;
  }

  Staging staging() {
    return staging;
  }

  /** Names of the buckets, with their definitions. */
  Map<String, String> definitions() {
    Map<String, String> definitions = new TreeMap<>();
    held.forEach((name, bucket) -> definitions.put(name, bucket.definition()));
    return definitions;
  }

  /** The rows of a bucket as far as they are of this definition. */
  Map<String, String> held(String bucket, String definition) {
    Bucket known = held.get(bucket);
    return known != null && known.definition().equals(definition) ? known.rows() : Map.of();
  }

  boolean holds(String bucket, String definition) {
    Bucket known = held.get(bucket);
    return known != null && known.definition().equals(definition);
  }

  /** Whether everything is there that a stream's header names. */
  boolean has(SyncHeader header) {
    return header.buckets().entrySet().stream()
        .allMatch(
            bucket -> {
              Incoming coming = staging.buckets().get(bucket.getKey());
              return coming == null
                  ? holds(bucket.getKey(), bucket.getValue())
                  : coming.isComplete();
            });
  }

  /** Shows all that came at once. Buckets that the header does not name are gone. */
  void switchTo(SyncHeader header) {
    Map<String, Bucket> next = new HashMap<>();
    header
        .buckets()
        .forEach(
            (name, definition) -> {
              Map<String, String> before = held(name, definition);
              Incoming coming = staging.buckets().get(name);
              next.put(name, new Bucket(definition, coming == null ? before : coming.over(before)));
            });
    held = next;
    checkpoint = header.checkpoint();
    staging.clear();
  }

  /** What is held is gone. */
  void erase() {
    held = new HashMap<>();
    checkpoint = null;
    staging.clear();
  }

  /** Digests of all buckets, made of what is held. */
  public Map<String, Digest> digests() {
    Map<String, Digest> digests = new TreeMap<>();
    held.forEach((name, bucket) -> digests.put(name, Digest.of(bucket.rows())));
    return digests;
  }

  /** Rows of a table or case type by their keys, from whichever buckets they are in. */
  public Map<String, String> rows(String unit) {
    Map<String, String> rows = new TreeMap<>();
    held.forEach(
        (name, bucket) -> {
          if (name.startsWith(unit + "[")) {
            rows.putAll(bucket.rows());
          }
        });
    return rows;
  }

  /** A case. */
  public Optional<Case> find(String application, String type, String id) throws IOException {
    String row = rows(application + "/" + type).get(key(id));
    return row == null ? Optional.empty() : Optional.of(Case.of(row));
  }

  /** What was decided on an action later than it was sent. */
  Optional<Outcome> outcome(String action) throws IOException {
    String row = rows(OUTCOMES).get(key(action));
    return row == null ? Optional.empty() : Optional.of(Outcomes.of(row));
  }

  /** A row becomes another one, or one too many, as by a bad disk. */
  public void damage(String bucket, String key) {
    Objects.requireNonNull(held.get(bucket), bucket).rows().put(key, "[]");
  }

  private static String key(String id) {
    return "[\"" + id + "\"]";
  }
}
