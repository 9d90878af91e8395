package dev.holdfast.admin.issues;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision while a person makes it. */
public class DecisionForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<EditedField> fields;
  private @Nullable Resolution how;
  private @Nullable String reason;

  DecisionForm(List<EditedField> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * The decision as it stands.
   *
   * @throws RefusedException {@code INVALID} if a part is missing or can't be read
   */
  Decision decision() throws RefusedException {
    if (how == null) {
      throw new RefusedException(ErrorCode.INVALID, "Choose what to do with the submission.");
    }
    if (reason == null || reason.isBlank()) {
      throw new RefusedException(ErrorCode.INVALID, "Give the reason for your decision.");
    }
    return new Decision(how, edited(), reason.strip());
  }

  private Map<String, @Nullable Object> edited() throws RefusedException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (isEditing()) {
      for (var field : fields) {
        values.put(field.getName(), field.value());
      }
    }
    return values;
  }

  /** Whether the decision takes edited values. */
  public boolean isEditing() {
    return how == Resolution.EDIT || how == Resolution.NEW_CASE || how == Resolution.REOPEN;
  }

  /** The action's fields. */
  public List<EditedField> getFields() {
    return fields;
  }

  /** How, null while it is not chosen. */
  public @Nullable Resolution getHow() {
    return how;
  }

  /** How, null while it is not chosen. */
  public void setHow(@Nullable Resolution how) {
    this.how = how;
  }

  /** Why. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Why. */
  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
