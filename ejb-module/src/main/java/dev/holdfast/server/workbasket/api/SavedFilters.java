package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Filters of issues that people keep; a shared one is seen by everybody who may see issues, and
 * shows to each what is within reach. For who may see issues.
 */
@Local
public interface SavedFilters {

  /**
   * A filter.
   *
   * @param id the filter
   * @param owner whose it is
   * @param name unique among the owner's
   * @param shared whether others see it
   * @param parameters the filter as parameters of an address, by {@link FilterParameters#NAMES}
   * @param version for optimistic locking
   */
  record FilterView(
      UUID id,
      String owner,
      String name,
      boolean shared,
      Map<String, String> parameters,
      long version) {}

  /**
   * What to keep.
   *
   * @param name 1 to 80 characters
   * @param shared whether others see it
   * @param parameters the filter
   */
  record FilterValues(String name, boolean shared, Map<String, String> parameters) {}

  /** The caller's and the first 1,000 that others share, by name. */
  List<FilterView> list(Caller caller) throws RefusedException;

  /**
   * Keeps a filter.
   *
   * @throws RefusedException {@code INVALID}; {@code ALREADY_EXISTS} if the caller has one of the
   *     name; {@code CONFLICT} if the caller has too many
   */
  FilterView save(Caller caller, FilterValues values) throws RefusedException;

  /**
   * Changes one of the caller's.
   *
   * @throws RefusedException {@code NOT_FOUND}, also if it is somebody else's; {@code STALE},
   *     {@code INVALID}, {@code ALREADY_EXISTS}
   */
  FilterView change(Caller caller, UUID id, long expectedVersion, FilterValues values)
      throws RefusedException;

  /**
   * Removes one of the caller's; an administrator also a shared one of somebody else.
   *
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}
   */
  void remove(Caller caller, UUID id, long expectedVersion) throws RefusedException;
}
