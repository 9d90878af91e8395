package dev.holdfast.server.identity.api;

import java.util.Collection;
import java.util.Set;

/** Where users get mail: at the values of their attribute {@value #ATTRIBUTE}. */
public interface Addresses {
  /** The attribute. */
  String ATTRIBUTE = "email";

  /**
   * Addresses of enabled users; in the caller's transaction.
   *
   * @param names whose names are among these
   * @param roles or who have any of these roles
   * @param needed and have one of these besides
   */
  Set<String> of(Collection<String> names, Collection<String> roles, Collection<String> needed);
}
