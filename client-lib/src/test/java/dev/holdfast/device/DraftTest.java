package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.device.api.ActionDraft;
import dev.holdfast.device.api.ActionOffer;
import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.casework.ActionForm;
import dev.holdfast.kernel.casework.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What screens are drawn from, without a server,")
class DraftTest {
  private static final List<String> GERMAN = List.of("de-AT", "en");

  private final Device device = Device.alice(5);
  private UUID inspection = new UUID(0, 0);

  @BeforeEach
  void begin() {
    device
        .peer()
        .deploy(
            Peer.demo()
                .replace(
                    "roles:", "languages: [en, de]\nlabel: {en: Airfields, de: Flugplätze}\nroles:")
                .replace(
                    "{type: integer, min: 0, on-conflict: max}",
                    "{type: integer, min: 0, on-conflict: max, label: {en: Defects, de: Mängel}}\n"
                        + "      severe: {type: boolean, computed: case.defects > 5}\n"
                        + "      because: {type: text, visible: case.defects > 5, required: true}")
                .replace(
                    "sets: [condition, findings, defects]}",
                    "sets: [condition, findings, defects, because]}\n"
                        + "      report: {creates: on-site, by: [inspector], sets: [site]}"));
    device.peer().airport("AK", "ANC", "Anchorage");
    inspection = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.peer().reachable(false);
  }

  @AfterEach
  void close() {
    device.close();
  }

  private ActionDraft draft(String action, Map<String, ? extends @Nullable Object> typed) {
    return device.holdfast().draft(inspection, action, typed, GERMAN).orElseThrow();
  }

  private static ActionForm.Field field(ActionDraft draft, String name) {
    return draft.form().groups().stream()
        .flatMap(group -> group.fields().stream())
        .filter(field -> field.definition().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("are applications with their labels")
  void applications() {
    ApplicationPackage application = device.holdfast().applications().get(0);

    assertThat(application.labels().in(GERMAN).label(Subject.application("airfield-inspection")))
        .isEqualTo("Flugplätze");
  }

  @Test
  @DisplayName("are the actions that role and stage allow, and what nothing typed can change")
  void offers() {
    assertThat(device.holdfast().offers(inspection, GERMAN))
        .extracting(ActionOffer::action)
        .containsExactly("arrive");
    device.holdfast().perform(inspection, "arrive", Map.of());

    List<ActionOffer> offers = device.holdfast().offers(inspection, GERMAN);

    assertThat(offers).extracting(ActionOffer::action).containsExactly("record", "submit");
    assertThat(offers).extracting(ActionOffer::asks).containsExactly(true, false);
    assertThat(offers.get(0).objections()).isEmpty();
    assertThat(offers.get(1).objections())
        .extracting(Message::text)
        .containsExactly("Give the condition first");
  }

  @Test
  @DisplayName("are the actions that create cases")
  void creations() {
    assertThat(device.holdfast().creations(GERMAN))
        .extracting(ActionOffer::type, ActionOffer::action)
        .containsExactly(tuple("inspection", "report"));
  }

  @Test
  @DisplayName("are forms that follow what is typed, and say what speaks against it")
  void drafts() {
    device.holdfast().perform(inspection, "arrive", Map.of());

    ActionDraft few = draft("record", Map.of("defects", 2L));
    assertThat(field(few, "defects").label()).isEqualTo("Mängel");
    assertThat(field(few, "because").state().visible()).isFalse();
    assertThat(few.objections()).isEmpty();

    ActionDraft many = draft("record", Map.of("defects", 7L));
    assertThat(field(many, "because").state().required()).isTrue();
    assertThat(many.objections()).extracting(Message::field).containsExactly("because");

    ActionDraft wrong = draft("record", Map.of("defects", "seven"));
    assertThat(wrong.objections()).extracting(Message::code).containsExactly("wrong-type");
    assertThat(device.holdfast().pending()).hasSize(1);
  }

  @Test
  @DisplayName("are forms of cases that do not exist yet, which are not made by that")
  void newCases() {
    ActionDraft draft =
        device
            .holdfast()
            .draftNew("inspection", "report", Map.of("site", "ANC"), GERMAN)
            .orElseThrow();

    assertThat(field(draft, "site").state().value()).isEqualTo("ANC");
    assertThat(draft.objections()).isEmpty();
    assertThat(device.holdfast().cases()).hasSize(1);
    assertThat(device.holdfast().draftNew("inspection", "plan", Map.of(), GERMAN)).isEmpty();
  }

  @Test
  @DisplayName("are nothing of a case that is not here, or an action that is not possible")
  void none() {
    assertThat(device.holdfast().draft(inspection, "submit", Map.of(), GERMAN)).isEmpty();
    assertThatThrownBy(() -> device.holdfast().offers(new UUID(9, 9), GERMAN))
        .isInstanceOf(NotFoundException.class);
  }
}
