package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.ApplicationPackage;
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

  /** Of the inspection's lamps: a version and the one after it. */
  private static List<Finding> ofLamps(String before, String after) {
    return Succession.warnings(
        lamps(Demo.yaml(), "defects:   {type: integer, min: 0, on-conflict: max}", before),
        lamps(
            Demo.evolvedYaml(),
            "urgency:   {type: choice, of: [low, high], required: true}",
            after));
  }

  private static ApplicationPackage lamps(String document, String field, String parts) {
    assertThat(document).contains(field);
    return Demo.read(
        document.replace(field, field + "\n      lamps: {type: records, fields: {" + parts + "}}"));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'power: {type: integer}, at: {type: text}' | 'at: {type: text}' | the field 'power' in the records of 'lamps' | cases.inspection.fields.lamps.fields",
        "'power: {type: integer}' | 'power: {type: text}' | 'power' in the records of 'lamps' is of another type | cases.inspection.fields.lamps.fields.power",
        "'kind: {type: choice, of: [diode, bulb]}' | 'kind: {type: choice, of: [diode, tube]}' | the choice 'bulb' in the records of 'lamps' | cases.inspection.fields.lamps.fields.kind",
        "'at: {type: text}' | 'at: {type: text, required: true}' | does not require 'at' in the records | cases.inspection.fields.lamps.fields.at",
      })
  void ofTheRecordsOfListsToo(String before, String after, String text, String path) {
    assertThat(ofLamps(before, after))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.path()).isEqualTo(path);
              assertThat(warning.message()).contains(text);
            });
  }

  @Test
  void recordsOfWhichAllIsSaidAreNotWarnedOf() {
    String saying = "renamed: {fields: {findings: remarks}}";
    String document =
        Demo.evolvedYaml()
            .replace(
                saying,
                saying
                    + "\n        records: {lamps: {renamed: {power: watt}, values: {kind: {bulb: tube}}}}");
    String field = "urgency:   {type: choice, of: [low, high], required: true}";

    ApplicationPackage before =
        lamps(
            Demo.yaml(),
            "defects:   {type: integer, min: 0, on-conflict: max}",
            "power: {type: integer}, kind: {type: choice, of: [bulb]}");
    ApplicationPackage after =
        lamps(document, field, "watt: {type: integer}, kind: {type: choice, of: [tube]}");

    assertThat(Succession.warnings(before, after)).isEmpty();
    assertThat(
            Succession.warnings(
                before,
                lamps(
                    document.replace("power: watt", "powr: watt"),
                    field,
                    "watt: {type: integer}, kind: {type: choice, of: [tube]}")))
        .extracting(Finding::message)
        .anySatisfy(message -> assertThat(message).contains("'powr' of the records of 'lamps'"));
  }

  @Test
  void aCaseTypeThatIsGoneIsWarnedOf() {
    String document = Demo.yaml();
    String type = document.substring(document.indexOf("  inspection:"));

    assertThat(
            Succession.warnings(
                Demo.read(document + type.replace("  inspection:", "  survey:")), Demo.evolved()))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.path()).isEqualTo("cases");
              assertThat(warning.message())
                  .contains("the case type 'survey'", "Keep the type until");
            });
  }

  @Test
  void aStepThatIsLeftOutOrSaysOtherwiseIsWarnedOfUnlessNothingOlderCounts() {
    String next = Demo.evolvedYaml().replace("version: 2.0.0", "version: 3.0.0");
    String otherwise = next.replace("fair: good", "fair: poor");
    String without =
        next.replaceFirst("(?s)    1\\.1\\.0:.*?(    2\\.0\\.0:)", "$1")
            .replace("fields: {remarks: notes", "fields: {findings: notes");

    assertThat(Succession.warnings(Demo.evolved(), Demo.read(next))).isEmpty();
    assertThat(stepsOf(next.replace("fair: good", "fair: good, odd: poor"))).as("more").isEmpty();
    assertThat(stepsOf(without))
        .containsExactly(
            "Version 2.0.0 says of inspection what changed with 1.1.0, and here it is left out or otherwise",
            "Version 2.0.0 says of inspection what changed with 2.0.0, and here it is left out or otherwise");
    assertThat(stepsOf(otherwise))
        .containsExactly(
            "Version 2.0.0 says of inspection what changed with 2.0.0, and here it is left out or otherwise");
    assertThat(stepsOf(without.replace("supports: 1.0.0", "supports: 2.0.0"))).isEmpty();
  }

  private static List<String> stepsOf(String document) {
    return Succession.warnings(Demo.evolved(), Demo.read(document)).stream()
        .filter(warning -> warning.path().equals("evolution.since"))
        .map(warning -> warning.message().substring(0, warning.message().indexOf(':')))
        .toList();
  }
}
