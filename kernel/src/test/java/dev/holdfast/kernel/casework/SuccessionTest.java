package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the author of a version is told of what it leaves open. */
class SuccessionTest {

  private static List<Finding> warnings(String found, String instead) {
    assertThat(Demo.evolvedYaml()).contains(found);
    return Succession.warnings(
        Demo.definition(), Demo.read(Demo.evolvedYaml().replace(found, instead)));
  }

  @Test
  void aVersionThatSaysAllIsNotWarnedOf() {
    assertThat(Succession.warnings(Demo.definition(), Demo.evolved())).isEmpty();
  }

  @Test
  void theWayBackIsNotWarnedOf() {
    assertThat(Succession.warnings(Demo.evolved(), Demo.definition())).isEmpty();
    assertThat(Succession.warnings(Demo.evolved(), Demo.evolved())).isEmpty();
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'fields: defects, ' | '' | the field 'defects' | cases.inspection.fields",
        "', actions: submit' | '' | the action 'submit' | cases.inspection.actions",
        "'actions: {record: write}' | 'actions: {}' | the action 'record' | cases.inspection.actions",
        "', review: visiting' | '' | the stage 'review' | cases.inspection.stages",
        "'{surface: {fair: good}}' | '{}' | the choice 'fair' | cases.inspection.fields.surface",
        "'{urgency: low}' | '{}' | does not require 'urgency' | cases.inspection.fields.urgency",
        "'notes:     {type: text, max: 4000, on-conflict: append}' | 'notes: {type: integer}' | of another type | cases.inspection.fields.notes",
        "findings: remarks | fundings: remarks | the field 'fundings' | evolution",
        "on-site: visiting | onsite: visiting | the stage 'on-site' | cases.inspection.stages",
      })
  void whatIsNotSaidIsWarnedOf(String found, String instead, String text, String path) {
    assertThat(warnings(found, instead))
        .anySatisfy(
            warning -> {
              assertThat(warning.code()).isEqualTo("no-remedy");
              assertThat(warning.path()).isEqualTo(path);
              assertThat(warning.message()).contains(text);
            });
  }
}
