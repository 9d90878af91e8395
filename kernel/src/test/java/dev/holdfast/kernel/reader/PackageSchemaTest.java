package dev.holdfast.kernel.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kernel.Fixtures;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ContentRules;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.app.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema says what the reader does. */
class PackageSchemaTest {

  @Test
  void hasExactlyTheKeysThatTheReaderKnows() throws IOException {
    JsonNode definitions = schema().path("$defs");

    Keys.ALL.forEach(
        (block, keys) -> {
          JsonNode definition = definitions.path(block);
          List<String> properties = new ArrayList<>();
          definition.path("properties").fieldNames().forEachRemaining(properties::add);
          assertThat(properties).as(block).containsExactlyInAnyOrderElementsOf(keys);
          assertThat(definition.path("additionalProperties").asBoolean(true)).as(block).isFalse();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "field, type",
    "field, on-conflict",
    "field, fetch",
    "record-field, on-conflict",
    "record-field, fetch",
    "case-type, conflict",
    "table, receive"
  })
  void hasExactlyTheWordsThatTheReaderKnows(String block, String key) throws IOException {
    List<String> words = new ArrayList<>();
    schema()
        .path("$defs")
        .path(block)
        .path("properties")
        .path(key)
        .path("enum")
        .forEach(word -> words.add(word.textValue()));

    assertThat(words).containsExactlyInAnyOrderElementsOf(Names.words(enumOf(block, key)).keySet());
  }

  @ParameterizedTest
  @CsvSource({"airport, true", "hf_airport, false", "sqlite_x, false", "hf-x, true", "Hf, false"})
  void knowsWhichNamesAreTheStoresOwn(String name, boolean free) throws IOException {
    JsonNode definitions = schema().path("$defs");

    assertThat(name.matches(definitions.path("viewed").path("pattern").textValue()))
        .isEqualTo(free);
    for (String key : List.of("tables", "cases")) {
      assertThat(definitions.at("/package/properties/" + key + "/propertyNames/$ref").textValue())
          .isEqualTo("#/$defs/viewed");
    }
  }

  @Test
  void everyKeyIsInTheReference() throws IOException {
    String reference = Fixtures.doc("reference/package.md");

    Keys.ALL
        .values()
        .forEach(keys -> keys.forEach(key -> assertThat(reference).contains('`' + key + '`')));
  }

  private static Class<? extends Enum<?>> typed(Class<? extends Enum<?>> type) {
    return type;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an enum of some kind
  private static Class enumOf(String block, String key) {
    return switch (block + '.' + key) {
      case "field.type" -> typed(ValueType.class);
      case "field.on-conflict", "record-field.on-conflict" -> typed(CaseType.MergeRule.class);
      case "field.fetch", "record-field.fetch" -> typed(ContentRules.Fetch.class);
      case "case-type.conflict" -> typed(CaseType.ConflictPolicy.class);
      case "table.priority" -> typed(Priority.class);
      default -> typed(ReceiveStrategy.class);
    };
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(Fixtures.doc("reference/package.schema.json"));
  }
}
