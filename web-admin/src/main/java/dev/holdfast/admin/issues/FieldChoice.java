package dev.holdfast.admin.issues;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import java.io.Serializable;
import java.util.HashMap;
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
  private final EditedField own;
  private final @Nullable EditedRecords ownRecords;
  private final HashMap<Source, Object> values = new HashMap<>();
  private Source source = Source.MINE;

  /**
   * Begins with what was submitted.
   *
   * @param own the person's own value
   * @param ownRecords the same if it is a list of records, otherwise null
   */
  FieldChoice(EditedField own, @Nullable EditedRecords ownRecords, FieldComparison compared) {
    this.names = own.getNames();
    this.own = own;
    this.ownRecords = ownRecords;
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
    if (source != Source.OWN) {
      return values.get(source);
    }
    return ownRecords == null ? own.value() : ownRecords.value();
  }

  /** Adds a record to the person's own, which is meant from then on. */
  public void addRecord() {
    source = Source.OWN;
    if (ownRecords != null) {
      ownRecords.add();
    }
  }

  /** Takes a record out of the person's own, which is meant from then on. */
  public void removeRecord(EditedRecords.Row row) {
    source = Source.OWN;
    if (ownRecords != null) {
      ownRecords.remove(row);
    }
  }

  /** What the field is called. */
  public FieldNames getNames() {
    return names;
  }

  /** A value to choose, in JSON form; null for none. */
  public @Nullable Object of(String from) {
    return values.get(Source.valueOf(from));
  }

  /** The person's own value. */
  public EditedField getOwn() {
    return own;
  }

  /** The person's own records, null if the field is no list of them. */
  public @Nullable EditedRecords getOwnRecords() {
    return ownRecords;
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
