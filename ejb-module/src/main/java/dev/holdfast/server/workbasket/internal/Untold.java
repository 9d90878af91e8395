package dev.holdfast.server.workbasket.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** New issues of a workbasket, by who knows of them already. Has the first of them and the ids. */
final class Untold {
  /** So many are kept whole. */
  static final int SHOWN = 20;

  private final String workbasket;
  private final Map<Set<String>, Part> parts = new LinkedHashMap<>();

  Untold(String workbasket) {
    this.workbasket = workbasket;
  }

  /**
   * An issue that is new.
   *
   * @param caseType its case type, null if unreadable
   */
  record Arrived(
      UUID id,
      long number,
      String workbasket,
      String reason,
      @Nullable String caseType,
      String user) {}

  /**
   * Issues of which the same people know.
   *
   * @param toldTo their addresses
   * @param first the first issues
   * @param ids all issues
   */
  record Part(Set<String> toldTo, List<Arrived> first, List<UUID> ids) {}

  /**
   * What one member is to be told.
   *
   * @param issues how many issues
   * @param first the first of them
   */
  record News(int issues, List<Arrived> first) {}

  void add(Arrived issue, Collection<String> toldTo) {
    Set<String> addresses = Set.copyOf(toldTo);
    Part part =
        parts.computeIfAbsent(
            addresses, key -> new Part(key, new ArrayList<>(), new ArrayList<>()));
    part.ids().add(issue.id());
    if (part.first().size() < SHOWN) {
      part.first().add(issue);
    }
  }

  String workbasket() {
    return workbasket;
  }

  Collection<Part> parts() {
    return parts.values();
  }

  /** What somebody does not know yet. */
  News newsFor(String address) {
    List<Part> unknown =
        parts.values().stream().filter(part -> !part.toldTo().contains(address)).toList();
    return new News(
        unknown.stream().mapToInt(part -> part.ids().size()).sum(),
        unknown.stream().flatMap(part -> part.first().stream()).limit(SHOWN).toList());
  }

  /** All issues. */
  int size() {
    return parts.values().stream().mapToInt(part -> part.ids().size()).sum();
  }
}
