package dev.holdfast.bench.soak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became known in a soak: actions, counts and breaches of laws. Thread-safe. */
final class Ledger {
  /** So many breaches of a law are kept in words. */
  private static final int MOST_WORDS = 20;

  /** So much of one is printed at once; the report has all of it. */
  private static final int MOST_CHARACTERS = 300;

  private final Set<String> performed = new HashSet<>();
  private final Set<String> excused = new HashSet<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Law> laws = new TreeMap<>();

  /** How often a law was checked, and what broke it. */
  static final class Law {
    private long checks;
    private long breaches;
    private final List<String> words = new ArrayList<>();

    long checks() {
      return checks;
    }

    long breaches() {
      return breaches;
    }

    List<String> words() {
      return words;
    }
  }

  synchronized void performed(String action) {
    performed.add(action);
  }

  synchronized void excused(String action) {
    excused.add(action);
  }

  /** All that must be somewhere. */
  synchronized Set<String> owed() {
    Set<String> owed = new HashSet<>(performed);
    owed.removeAll(excused);
    return owed;
  }

  synchronized void count(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  void one(String what) {
    count(what, 1);
  }

  void checked(String law) {
    checked(law, 1);
  }

  synchronized void checked(String law, long times) {
    law(law).checks += times;
  }

  synchronized void breach(String name, String how) {
    Law law = law(name);
    law.breaches++;
    if (law.words.size() < MOST_WORDS) {
      law.words.add(how);
    }
    System.err.printf(
        "BREACH of %s: %s%n", name, how.substring(0, Math.min(how.length(), MOST_CHARACTERS)));
  }

  private Law law(String name) {
    return laws.computeIfAbsent(name, any -> new Law());
  }

  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  synchronized Map<String, Law> laws() {
    return new TreeMap<>(laws);
  }
}
