package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactSheetTest {
  private static final UUID ELDER = new UUID(3, 1);
  private static final CaseContext CONTEXT = new CaseContext("north", ELDER, null, null);

  @Test
  void whatIsBuiltInIsWhatTheCaseHasAndNotWhatAFieldOfThatNameOnceHad() {
    Map<String, Object> old = Map.of("worklist", "an old text", "parent", "old", "what", "fell");

    assertThat(known("incident", old, CONTEXT))
        .containsEntry("worklist", "north")
        .containsEntry("parent", ELDER.toString())
        .containsEntry("what", "fell");
    assertThat(known("incident", old, CaseContext.UNKNOWN))
        .doesNotContainKeys("worklist", "parent");
  }

  @Test
  void aFieldOfThatNameStaysThePackagesWhereNothingIsBuiltIn() {
    assertThat(known("visit", Map.of("parent", "the one who pays"), CONTEXT))
        .as("a visit is nobody's child")
        .containsEntry("parent", "the one who pays");
  }

  private static Map<String, Object> known(
      String name, Map<String, Object> fields, CaseContext context) {
    CaseType type = Demo.at(Visits.logic().definition().cases(), name);
    CaseState state = new CaseState(new UUID(3, 2), name, "open", false, 1, null, fields, context);
    FactSheet sheet =
        new FactSheet(type, new HashMap<>(), Visits.NORA, Instant.EPOCH, RowLookup.none());
    return sheet.on(state).subject();
  }
}
