package dev.holdfast.desktop.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.desktop.Tablet;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.Performed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An action that is being filled in")
class FormPresenterTest {
  private final Tablet tablet = Tablet.inUse();
  private final List<Performed> performed = new ArrayList<>();
  private UUID inspection = new UUID(0, 0);

  @BeforeEach
  void arrive() {
    inspection = tablet.planned("ANC");
    tablet.holdfast().perform(inspection, "arrive", Map.of());
    tablet.holdfast().sync();
  }

  @AfterEach
  void close() {
    tablet.close();
  }

  private FormPresenter form(Locale locale) {
    return new FormPresenter(
        tablet.session(locale),
        new FormTarget.OnCase("Record", "airfield-inspection", inspection, "record"),
        performed::add);
  }

  private FormPresenter form() {
    return form(Locale.ENGLISH);
  }

  private CaseView shown() {
    return tablet.holdfast().show(inspection).orElseThrow();
  }

  private static boolean visible(FormPresenter form, String field) {
    return Objects.requireNonNull(form.state().get().fields().get(field)).state().visible();
  }

  @Test
  @DisplayName("follows what is typed: visible, required and computed are the engine’s, at once")
  void followsInput() {
    FormPresenter form = form();
    assertThat(visible(form, "because")).isFalse();

    form.type("defects", 7L);

    assertThat(visible(form, "because")).isTrue();
    assertThat(
            Objects.requireNonNull(form.state().get().fields().get("because")).state().required())
        .isTrue();
    assertThat(Objects.requireNonNull(form.state().get().fields().get("severe")).state().value())
        .isEqualTo(true);
    assertThat(form.state().get().shownError("because")).as("not touched yet").isNull();
    assertThat(tablet.holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("says beside each field what is wrong with it, in the user’s language")
  void errors() {
    FormPresenter form = form();
    form.type("defects", "many");
    assertThat(form.state().get().shownError("defects"))
        .isEqualTo("Type a whole number, such as 12.");
    form.type("defects", 100L);
    assertThat(form.state().get().shownError("defects")).isEqualTo("At most 99.");

    FormPresenter german = form(Locale.GERMAN);
    german.type("wind", "viel");
    assertThat(german.state().get().shownError("wind"))
        .isEqualTo("Geben Sie eine Zahl ein, etwa 12,5.");
  }

  @Test
  @DisplayName("is performed only when nothing speaks against it, and then all of it is said")
  void insists() {
    FormPresenter form = form();
    form.type("defects", 7L);

    form.perform();

    assertThat(performed).isEmpty();
    assertThat(form.state().get().shownError("because")).isEqualTo("Why so many is needed.");
    form.type("because", "Ice");
    form.perform();
    assertThat(performed).hasSize(1);
    assertThat(shown().fields()).containsEntry("defects", 7L).containsEntry("because", "Ice");
  }

  @Test
  @DisplayName("takes values of all types, records among them")
  void everyType() {
    FormPresenter form = form();
    String lamp = UUID.randomUUID().toString();
    form.type("condition", "fair");
    form.type("wind", "12.5");
    form.type("closed", true);
    form.type("seen_on", "2026-11-23");
    form.type("seen_at", "08:15");
    form.type("reported_at", "2026-11-23T07:30:00Z");
    form.type("lights", List.of("edge", "apron"));
    form.type("place", Map.of("latitude", "61.17", "longitude", "-149.99"));
    form.type("alternate", "OME");
    form.type("lamps", List.of(Map.of("id", lamp)));
    assertThat(form.state().get().shownError("lamps")).isEqualTo("No. 1: Where is needed.");
    form.type("lamps", List.of(Map.of("id", lamp, "where", "Apron 3", "watts", 60L)));

    form.perform();

    assertThat(form.state().get().errors()).isEmpty();
    assertThat(shown().fields())
        .containsEntry("wind", new BigDecimal("12.5"))
        .containsEntry("lights", List.of("edge", "apron"))
        .containsKeys("place", "reported_at", "lamps");
  }

  @Test
  @DisplayName("keeps what was typed when the case changes elsewhere, and shows what else is new")
  void keepsInput() {
    FormPresenter form = form();
    form.type("findings", "Cracks");
    tablet.peer().elsewhere(inspection, "condition", "poor");
    tablet.holdfast().sync();

    form.refresh();

    assertThat(form.state().get().typed()).containsExactly("findings");
    assertThat(form.state().get().fresh()).containsExactly("condition");
    assertThat(Objects.requireNonNull(form.state().get().fields().get("condition")).state().value())
        .isEqualTo("poor");
    assertThat(form.state().get().clashes()).isEmpty();
    form.perform();
    assertThat(shown().fields())
        .containsEntry("findings", "Cracks")
        .containsEntry("condition", "poor");
  }

  @Test
  @DisplayName("asks whose value stays when both have changed the same field")
  void clashes() {
    FormPresenter form = form();
    form.type("condition", "good");
    tablet.peer().elsewhere(inspection, "condition", "poor");
    tablet.holdfast().sync();
    form.refresh();
    assertThat(form.state().get().clashes())
        .containsExactly(new Clash("condition", "Condition", "nothing", "Poor"));

    form.perform();
    assertThat(performed).as("not before it is decided").isEmpty();
    form.keepMine("condition");
    form.perform();

    assertThat(performed).hasSize(1);
    assertThat(shown().fields()).containsEntry("condition", "good");
  }

  @Test
  @DisplayName("gives up what was typed for theirs")
  void takesTheirs() {
    FormPresenter form = form();
    form.type("condition", "good");
    tablet.peer().elsewhere(inspection, "condition", "poor");
    tablet.holdfast().sync();
    form.refresh();

    form.takeTheirs("condition");

    assertThat(form.state().get().clashes()).isEmpty();
    assertThat(form.hasInput()).isFalse();
    assertThat(Objects.requireNonNull(form.state().get().fields().get("condition")).state().value())
        .isEqualTo("poor");
  }

  @Test
  @DisplayName("says that it is no longer possible, and keeps what was typed to be read")
  void gone() {
    FormPresenter form = form();
    form.type("findings", "Cracks");
    tablet.peer().complete(inspection);
    tablet.holdfast().sync();

    form.refresh();
    form.perform();

    assertThat(performed).isEmpty();
    assertThat(form.state().get().isPossible()).isFalse();
    assertThat(form.state().get().general()).singleElement().asString().contains("has moved on");
    assertThat(form.state().get().typed()).containsExactly("findings");
    assertThat(form.state().get().fields()).containsKey("findings");
  }

  @Test
  @DisplayName("of a new case shows what it begins with")
  void newCase() {
    FormPresenter form =
        new FormPresenter(
            tablet.session(),
            new FormTarget.NewCase(
                "Report", "airfield-inspection", "inspection", "report", Map.of()),
            performed::add);
    form.perform();
    assertThat(form.state().get().shownError("site")).isEqualTo("Airfield is needed.");

    form.type("site", "OME");
    form.perform();

    assertThat(performed).singleElement().matches(done -> done.stage().equals("on-site"));
  }
}
