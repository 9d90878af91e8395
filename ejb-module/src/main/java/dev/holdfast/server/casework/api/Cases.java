package dev.holdfast.server.casework.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases for administrators. */
@Local
public interface Cases {

  /**
   * What to list; null is anything.
   *
   * @param application application
   * @param type case type
   * @param stage stage
   * @param assignee user
   * @param worklist worklist
   * @param overdue only what is overdue now
   * @param parent the case whose children are meant
   * @param text part of an id or of any field's value
   */
  record CaseFilter(
      @Nullable String application,
      @Nullable String type,
      @Nullable String stage,
      @Nullable String assignee,
      @Nullable String worklist,
      boolean overdue,
      @Nullable UUID parent,
      @Nullable String text) {}

  /**
   * Cases under a filter. Sort keys: changed (default), created, type, stage, assignee, worklist,
   * due. Administrators only.
   */
  Page<CaseView> list(Caller caller, CaseFilter filter, PageRequest page) throws RefusedException;

  /** One case. Administrators only. */
  Optional<CaseView> find(Caller caller, UUID id) throws RefusedException;

  /** Number of open cases by application, type and stage. Administrators only. */
  List<StageCount> open(Caller caller) throws RefusedException;

  /**
   * A count.
   *
   * @param application application
   * @param type case type
   * @param stage stage
   * @param cases open cases
   */
  record StageCount(String application, String type, String stage, long cases) {}
}
