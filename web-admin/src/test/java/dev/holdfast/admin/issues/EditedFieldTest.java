package dev.holdfast.admin.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A field being edited")
class EditedFieldTest {

  @Test
  @DisplayName("gives back what it was given as long as nobody edits it")
  void unchanged() throws RefusedException {
    assertThat(field(ValueType.INTEGER, 7).value()).isEqualTo(7L);
    assertThat(field(ValueType.BOOLEAN, true).value()).isEqualTo(true);
    assertThat(field(ValueType.DECIMAL, "1.50").value()).isEqualTo("1.50");
    assertThat(field(ValueType.TEXT, "a\nb").value()).isEqualTo("a\nb");
    assertThat(field(ValueType.DATE, null).value()).isNull();
  }

  @Test
  @DisplayName("that is true, false or neither stays what it was when the form is posted")
  void truth() throws RefusedException {
    for (var value : new Boolean[] {true, false, null}) {
      var field = field(ValueType.BOOLEAN, value);
      field.setText(field.getText());
      assertThat(field.value()).isEqualTo(value);
    }
    var unset = field(ValueType.BOOLEAN, null);
    unset.setText("false");
    assertThat(unset.value()).isEqualTo(false);
    unset.setText(null);
    assertThat(unset.value()).isNull();
  }

  @Test
  @DisplayName("has the input of its type")
  void inputs() {
    assertThat(field(ValueType.CHOICES, null).getInput()).isEqualTo("choices");
    assertThat(field(ValueType.BOOLEAN, null).getInput()).isEqualTo("truth");
    assertThat(field(ValueType.DATE, null).getInput()).isEqualTo("date");
    assertThat(field(ValueType.INTEGER, null).getInput()).isEqualTo("whole");
  }

  @Test
  @DisplayName("that may have several choices has those that were made")
  void choices() throws RefusedException {
    var field = field(ValueType.CHOICES, List.of("a", "b"));
    assertThat(field.value()).isEqualTo(List.of("a", "b"));
    field.setChosen(List.of("b"));
    assertThat(field.value()).isEqualTo(List.of("b"));
    field.setChosen(null);
    assertThat(field.value()).isNull();
  }

  @Test
  @DisplayName("is edited as JSON where it is an object")
  void objects() throws RefusedException {
    var place = field(ValueType.LOCATION, Map.of("latitude", "1", "longitude", "2"));
    assertThat(place.getInput()).isEqualTo("long");
    assertThat(place.value()).isEqualTo(Map.of("latitude", "1", "longitude", "2"));
    place.setText("somewhere");
    assertThatThrownBy(place::value)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("somewhere");
  }

  @Test
  @DisplayName("keeps its line ends, whatever the browser makes of them")
  void lineEnds() throws RefusedException {
    for (var value : List.of("a\nb\n", "a\r\nb\r\n", "a\rb\r")) {
      var field = field(ValueType.TEXT, value);
      field.setText("a\nb\n");
      assertThat(field.value()).isEqualTo(value);
      field.setText("a\r\nb\r\n");
      assertThat(field.value()).isEqualTo(value);
      field.setText("a\nc\n");
      assertThat(field.value()).isEqualTo("a\nc\n");
    }
  }

  @Test
  @DisplayName("refuses a text for a whole number and names the field")
  void notANumber() {
    var field = field(ValueType.INTEGER, 7);
    field.setText("many");

    assertThatThrownBy(field::value)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("many")
        .hasMessageContaining("defects");
  }

  @Test
  @DisplayName("that the package no longer knows is edited as text")
  void unknown() {
    assertThat(new EditedField(FieldNames.of("gone"), null, "x").getInput()).isEqualTo("long");
  }

  private static EditedField field(
      ValueType type, @org.jspecify.annotations.Nullable Object value) {
    return new EditedField(FieldNames.of("defects"), CaseType.Field.of("defects", type), value);
  }
}
