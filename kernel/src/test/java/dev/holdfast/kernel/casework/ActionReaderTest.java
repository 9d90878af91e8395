package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.kernel.Fixtures;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionReaderTest {

  @Test
  void readsTheGoldenAction() throws IOException {
    ObjectNode golden = golden();

    ActionReader.Reading reading = ActionReader.read(golden);

    assertThat(reading).isInstanceOf(ActionReader.Readable.class);
    ActionSubmission action = ((ActionReader.Readable) reading).action();
    assertThat(WireJson.mapper().<JsonNode>valueToTree(action).toString())
        .isEqualTo(golden.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseMark", "follows"})
  void anActionMayLackWhatOlderDevicesDoNotSay(String key) throws IOException {
    ObjectNode action = golden();
    action.remove(key);

    assertThat(ActionReader.read(action)).isInstanceOf(ActionReader.Readable.class);
  }

  @Test
  void aMarkThatIsNotThereIsNotWritten() throws IOException {
    ObjectNode golden = golden();
    golden.remove("baseMark");
    ActionSubmission action = ((ActionReader.Readable) ActionReader.read(golden)).action();

    assertThat(WireJson.mapper().<JsonNode>valueToTree(action).has("baseMark")).isFalse();
  }

  @Test
  void anActionMaySayThatAnotherDeviceHasToDoWithIt() throws IOException {
    ObjectNode continued = golden();
    continued.putObject("origin").put("chain", "0193a1f0-0000-7000-8000-00000000de01");
    ObjectNode takenOver = golden();
    takenOver
        .putObject("origin")
        .put("device", "0193a1f0-0000-7000-8000-00000000de02")
        .put("chain", "0193a1f0-0000-7000-8000-00000000de01");

    for (ObjectNode json : List.of(continued, takenOver)) {
      ActionSubmission action = ((ActionReader.Readable) ActionReader.read(json)).action();
      assertThat(WireJson.mapper().<JsonNode>valueToTree(action).toString())
          .isEqualTo(json.toString());
      assertThat(action.with(action.fields())).isEqualTo(action);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "id | \"42\" | bad value of id",
        "sequence | -1 | bad value of sequence",
        "origin | {} | bad value of origin",
        "origin | \"0193a1f0-0000-7000-8000-00000000de01\" | bad value of origin",
        "origin | {\"device\":\"0193a1f0-0000-7000-8000-00000000de01\"} | bad value of origin",
        "origin | {\"chain\":\"0193a1f0-0000-7000-8000-00000000de01\",\"more\":1} | bad value of origin",
        "sequence | 1.5 | bad value of sequence",
        "sequence | 99999999999999999999 | bad value of sequence",
        "name | \"\" | bad value of name",
        "name | null | bad value of name",
        "fields | [] | bad value of fields",
        "fields | {\"a\": {}} | bad value of fields",
        "fields | {\"a\": 1.5} | bad value of fields",
        "base | {\"a\": [1]} | bad value of base",
        "baseMark | 7 | bad value of baseMark",
        "fields | {\"a\": [true]} | bad value of fields",
        "fields | {\"a\": [null]} | bad value of fields",
        "fields | {\"a\": [[\"x\"]]} | bad value of fields",
        "fields | {\"a\": [{\"b\": [{\"c\": 1}]}]} | bad value of fields",
        "fields | {\"a\": [{\"b\": 1.5}]} | bad value of fields",
        "fields | {\"a\": {\"b\": {\"c\": 1}}} | bad value of fields",
        "fields | {\"a\": [{\"b\": \"\\u0000\"}]} | text with the character U+0000",
        "follows | 7 | bad value of follows",
        "performedAt | \"yesterday\" | bad value of performedAt",
        "clockOffsetMillis | \"0\" | bad value of clockOffsetMillis",
        "colour | \"red\" | unknown key colour",
        "fields | {\"a\": \"\\u0000\"} | text with the character U+0000",
      })
  void saysWhatItDoesNotUnderstand(String key, String value, String reason) throws IOException {
    ObjectNode action = golden();
    action.set(key, WireJson.mapper().readTree(value));

    assertThat(reason(action)).isEqualTo(reason);
  }

  @Test
  void saysEverythingAndKeepsTheIdsThatCanBeRead() throws IOException {
    ObjectNode action = golden();
    action.remove("caseId");
    action.remove("fields");

    assertThat(ActionReader.read(action))
        .isEqualTo(
            new ActionReader.Unreadable(
                "missing caseId; missing fields",
                UUID.fromString(golden().path("id").textValue()),
                null));
  }

  @Test
  void readsListsAndObjectsAsDeepAsValuesGo() throws IOException {
    ObjectNode action = golden();
    String fields =
        """
        {"c":["a","b"],"e":[],"r":[{"id":"x","n":null,"c":["a"],"l":{"latitude":"1","size":7}}]}""";
    action.set("fields", WireJson.mapper().readTree(fields));

    ActionSubmission read = ((ActionReader.Readable) ActionReader.read(action)).action();

    assertThat(WireJson.mapper().writeValueAsString(read.fields())).isEqualTo(fields);
  }

  @Test
  void readsNoListThatIsTooLong() throws IOException {
    ObjectNode action = golden();
    ArrayNode list = action.putObject("fields").putArray("a");
    for (int i = 0; i < Values.MAX_ITEMS; i++) {
      list.add("x");
    }
    assertThat(reason(action)).isNull();
    list.add("x");

    assertThat(reason(action)).isEqualTo("bad value of fields");
  }

  @Test
  void doesNotReadWhatIsNoActionOrTooLarge() throws IOException {
    assertThat(reason(TextNode.valueOf("hello"))).isEqualTo("an action is a JSON object");
    assertThat(reason(JsonNodeFactory.instance.objectNode())).contains("missing id");
    ObjectNode large = golden();
    large.putObject("fields").put("findings", "x".repeat(ActionReader.MAX_BYTES));
    assertThat(reason(large)).contains("too many");
  }

  private static ObjectNode golden() throws IOException {
    return (ObjectNode) Fixtures.json("ActionSubmission");
  }

  private static @Nullable String reason(JsonNode json) {
    return ActionReader.read(json) instanceof ActionReader.Unreadable unreadable
        ? unreadable.reason()
        : null;
  }
}
