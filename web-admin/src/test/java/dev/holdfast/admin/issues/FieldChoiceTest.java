package dev.holdfast.admin.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.admin.issues.FieldChoice.Source;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The choice of a value")
class FieldChoiceTest {

  @Test
  @DisplayName("is what was submitted until the person chooses another or gives one")
  void sources() throws RefusedException {
    var own = edited("n", 2);
    var choice = new FieldChoice(own.getNames(), own, new FieldComparison("n", 1, 2, 3));
    assertThat(choice.value()).isEqualTo(2);
    choice.setSource(Source.BASE);
    assertThat(choice.value()).isEqualTo(1);
    choice.setSource(Source.THEIRS);
    assertThat(choice.value()).isEqualTo(3);
    choice.setSource(Source.OWN);
    own.setText("4");
    assertThat(choice.value()).isEqualTo(4L);
  }

  @Test
  @DisplayName("follows what is there now, and keeps what was typed")
  void refresh() throws RefusedException {
    var own = edited("n", 2);
    var choice = new FieldChoice(own.getNames(), own, new FieldComparison("n", 1, 2, 3));
    own.setText("4");
    choice.setSource(Source.THEIRS);
    choice.refresh(new FieldComparison("n", 1, 2, null));
    assertThat(choice.value()).isNull();
    choice.setSource(Source.OWN);
    assertThat(choice.value()).isEqualTo(4L);
  }

  @Test
  @DisplayName("of records is made in a table to which rows are added and from which they go")
  void records() throws RefusedException {
    var first = Map.<String, Object>of("id", "r1", "n", 1);
    var second = Map.<String, Object>of("id", "r2", "n", 2);
    var value = List.of(first, second);
    var records = new EditedRecords(List.of(edited("n", null)), value);
    var choice =
        new FieldChoice(
            FieldNames.of("list"), records, new FieldComparison("list", null, value, null));

    choice.setSource(Source.OWN);
    records.remove(records.getRows().get(0));
    records.add();
    records.getRows().get(1).fields().get(0).setText("7");

    assertThat(choice.isRecords()).isTrue();
    assertThat(choice.value())
        .isEqualTo(
            List.of(
                Map.of("id", "r2", "n", 2L), Map.of("id", records.getRows().get(1).id(), "n", 7L)));
  }

  private static EditedField edited(String name, @org.jspecify.annotations.Nullable Object value) {
    return new EditedField(FieldNames.of(name), CaseType.Field.of(name, ValueType.INTEGER), value);
  }
}
