package dev.holdfast.bench.soak.pocket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * Tells on standard output, a line each that is out when a method returns: what was told before a
 * process was killed has happened, or was about to. Thread-safe.
 */
public final class Voice {
  /** An action was performed: it must not get lost from now on. */
  public static final String PERFORMED = "P";

  /** An action is about to be taken back: it may be anywhere or nowhere from now on. */
  public static final String EXCUSED = "X";

  /** A law was broken. */
  public static final String BREACH = "B";

  /** How a device stands. */
  public static final String STANDING = "S";

  /** All that was ordered is done; with what was counted since the last time. */
  public static final String DONE = "D";

  /** The law that every sync ends as the library says. */
  public static final String HONEST = "honest results";

  /** The law that nobody sees half a checkpoint. */
  public static final String WHOLE = "whole checkpoints only";

  /** Come to rest, and say how you stand. */
  public static final String REST = "rest";

  /** Go on. */
  public static final String GO = "go";

  /** Heap after a collection, in MiB, as it is counted. */
  public static final String HEAP = "heap of a device process, MiB";

  /** Open files and connections. */
  public static final String HANDLES = "handles of a device process";

  /** Threads. */
  public static final String THREADS = "threads of a device process";

  /** How often somebody looked whether a checkpoint is whole, as it is counted. */
  public static final String LOOKS = "looks for half a checkpoint";

  /** What counts of syncs begin with. */
  public static final String SYNCS = "syncs";

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final ObjectMapper json = new ObjectMapper();

  /** An action was performed. */
  public void performed(UUID action) {
    say(PERFORMED, action.toString());
  }

  /** An action is about to be taken back. */
  public void excused(UUID action) {
    say(EXCUSED, action.toString());
  }

  /** A law was broken. */
  public void breach(String law, String how) {
    say(BREACH, json(Map.of("law", law, "how", how)));
  }

  /** How a device stands. */
  public void standing(Standing standing) {
    say(STANDING, json(standing));
  }

  /** An order is done. */
  public void done(Map<String, Long> counted) {
    say(DONE, json(counted));
  }

  private String json(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void say(String kind, String what) {
    out.println(kind + ' ' + what);
  }
}
