package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Mark.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The devices at the door, one bell each, and which subjects ring which of them, so that a change
 * costs as much as the devices that it concerns. Thread-safe.
 */
final class Bells {
  private final Map<UUID, Bell> byDevice = new HashMap<>();
  private final Map<Subject, Set<Bell>> bySubject = new HashMap<>();

  /**
   * Adds a bell.
   *
   * @return the one of the same device that it replaces, null if there was none
   */
  synchronized @Nullable Bell add(Bell bell) {
    Bell before = byDevice.get(bell.device());
    if (before != null) {
      remove(before);
    }
    byDevice.put(bell.device(), bell);
    subjects(bell).forEach(s -> bySubject.computeIfAbsent(s, any -> new HashSet<>()).add(bell));
    return before;
  }

  /** Removes a bell, if it is still there. */
  synchronized void remove(Bell bell) {
    if (!byDevice.remove(bell.device(), bell)) {
      return;
    }
    for (Subject subject : subjects(bell)) {
      Set<Bell> bells = bySubject.get(subject);
      if (bells != null && bells.remove(bell) && bells.isEmpty()) {
        bySubject.remove(subject);
      }
    }
  }

  /** The bells that any of the subjects concerns. */
  synchronized Set<Bell> concerned(Collection<Subject> subjects) {
    Set<Bell> bells = new LinkedHashSet<>();
    subjects.forEach(subject -> bells.addAll(bySubject.getOrDefault(subject, Set.of())));
    return bells;
  }

  /** All bells. */
  synchronized List<Bell> all() {
    return new ArrayList<>(byDevice.values());
  }

  /** How many there are. */
  synchronized int size() {
    return byDevice.size();
  }

  private static Set<Subject> subjects(Bell bell) {
    Set<Subject> subjects = new HashSet<>(bell.news());
    subjects.addAll(bell.ends());
    return subjects;
  }
}
