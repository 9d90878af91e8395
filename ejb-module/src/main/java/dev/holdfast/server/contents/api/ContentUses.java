package dev.holdfast.server.contents.api;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Notes who names contents, in the transaction that makes it so. What is named stays; whoever may
 * see a case that names it now may have it.
 */
public interface ContentUses {

  /** These cases name just these contents now; nothing is written where that is as before. */
  void ofCases(Map<UUID, Set<String>> named);

  /** The histories of these cases name these contents, too. */
  void ofHistories(Map<UUID, Set<String>> named);

  /** These issues name these contents, too. */
  void ofIssues(Map<UUID, Set<String>> named);

  /** These cases with their histories, or these issues, are removed. */
  void forget(Collection<UUID> owners);
}
