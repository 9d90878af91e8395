package dev.holdfast.rest.casework;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.server.casework.api.CaseView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case; see {@link CaseView}.
 *
 * @param fields values by field, absent in lists
 */
public record CaseJson(
    UUID id,
    String application,
    String type,
    String stage,
    boolean completed,
    long version,
    @Nullable String assignee,
    @Nullable String worklist,
    @Nullable UUID parent,
    @Nullable Instant goalAt,
    @Nullable Instant dueAt,
    boolean overdue,
    Instant createdAt,
    Instant changedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> fields) {

  static CaseJson line(CaseView view) {
    return of(view, null);
  }

  static CaseJson whole(CaseView view) {
    return of(view, view.fields());
  }

  private static CaseJson of(CaseView view, @Nullable Map<String, Object> fields) {
    return new CaseJson(
        view.id(),
        view.application(),
        view.type(),
        view.stage(),
        view.completed(),
        view.version(),
        view.assignee(),
        view.worklist(),
        view.parent(),
        view.due().goal(),
        view.due().deadline(),
        view.overdue(),
        view.createdAt(),
        view.changedAt(),
        fields);
  }
}
