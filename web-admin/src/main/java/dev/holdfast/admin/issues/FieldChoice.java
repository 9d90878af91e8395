package dev.holdfast.admin.issues;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which value of a field is to be applied: before, submitted, now, or one of the person's own. */
public class FieldChoice implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where a value comes from. */
  public enum Source {
    BASE,
    MINE,
    THEIRS,
    OWN
  }

  private final FieldNames names;
  private final EditedValue own;
  private final HashMap<Source, Object> values = new HashMap<>();
  private Source source = Source.MINE;

  /**
   * Begins with what was submitted.
   *
   * @param names what the field is called
   * @param own the person's own value
   */
  FieldChoice(FieldNames names, EditedValue own, FieldComparison compared) {
    this.names = names;
    this.own = own;
    refresh(compared);
  }

  /** The values as they are now; what the person chose and typed stays. */
  final void refresh(FieldComparison compared) {
    put(Source.BASE, compared.base());
    put(Source.MINE, compared.mine());
    put(Source.THEIRS, compared.theirs());
  }

  private void put(Source from, @Nullable Object value) {
    if (value == null) {
      values.remove(from);
    } else {
      values.put(from, value);
    }
  }

  /**
   * The value chosen, in JSON form; null for none.
   *
   * @throws RefusedException {@code INVALID} if the person's own can't be read
   */
  @Nullable Object value() throws RefusedException {
    return source == Source.OWN ? own.value() : values.get(source);
  }

  /** What the field is called. */
  public FieldNames getNames() {
    return names;
  }

  /** A value to choose that is not the person's own, in JSON form; null for none. */
  @Nullable Object of(Source from) {
    return values.get(from);
  }

  /** The person's own value: {@link EditedRecords} or an {@link EditedField}. */
  public EditedValue getOwn() {
    return own;
  }

  /** Whether the field is a list of records. */
  public boolean isRecords() {
    return own instanceof EditedRecords;
  }

  /** Where the value can come from. */
  public List<Source> getSources() {
    return List.of(Source.values());
  }

  /** Where the value comes from. */
  public Source getSource() {
    return source;
  }

  /** Where the value comes from. */
  public void setSource(@Nullable Source source) {
    this.source = source == null ? Source.MINE : source;
  }
}
