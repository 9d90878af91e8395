package dev.holdfast.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.desktop.Tablet;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.sync.Metering;
import dev.holdfast.device.api.ActionOffer;
import dev.holdfast.device.api.ConnectionKind;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A case that is open")
class CasePresenterTest {
  private final Tablet tablet = Tablet.inUse();
  private UUID inspection = new UUID(0, 0);
  private Workplace place = new Workplace(tablet.session(), new Metering(ConnectionKind.UNKNOWN));

  @BeforeEach
  void open() {
    inspection = tablet.planned("ANC");
    place.open(inspection);
  }

  @AfterEach
  void close() {
    place.leave();
    tablet.close();
  }

  private OpenCase shown() {
    return place.cases().state().get().orElseThrow();
  }

  private ActionOffer offer(String action) {
    return shown().actions().stream()
        .map(OpenCase.Action::offer)
        .filter(offer -> offer.action().equals(action))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("shows what it holds in words, and what can be done")
  void shows() {
    assertThat(shown().facts())
        .containsExactly(Fact.of("site", "Airfield", "Anchorage International (ANC)"));
    assertThat(shown().actions())
        .extracting(action -> action.offer().label())
        .containsExactly("Arrive");
    assertThat(shown().opens()).extracting(ActionOffer::type).containsExactly("finding");
    assertThat(shown().notice()).isNull();
  }

  @Test
  @DisplayName("does at once what asks nothing, says why not what is not possible, and is no news")
  void acts() {
    place.act(offer("arrive"));

    assertThat(shown().notice()).isNull();
    assertThat(shown().actions())
        .extracting(action -> action.offer().action(), OpenCase.Action::objection)
        .containsExactly(tuple("record", null), tuple("submit", "Give the condition first"));
    assertThat(place.sync().state().get().pending()).isEqualTo(1);
  }

  @Test
  @DisplayName("is shown anew when it changes elsewhere, with what is new marked")
  void changesElsewhere() {
    tablet.peer().elsewhere(inspection, "defects", 3);

    tablet.holdfast().sync();

    assertThat(shown().facts()).contains(Fact.of("defects", "Defects", "3"));
    assertThat(shown().fresh()).containsExactly("defects");
    assertThat(shown().notice()).contains("has changed since you opened it");
  }

  @Test
  @DisplayName("says that it has moved on when somebody completes it")
  void completedElsewhere() {
    tablet.peer().complete(inspection);

    tablet.holdfast().sync();

    assertThat(shown().notice()).contains("Closed");
    assertThat(shown().actions()).isEmpty();
  }

  @Test
  @DisplayName("opens children, which lead back to it")
  void children() {
    place.createChild(shown().opens().get(0));
    var form = place.form().get().orElseThrow();
    form.type("what", "Cracks");
    form.perform();

    assertThat(place.form().get()).isEmpty();
    assertThat(shown().id()).isEqualTo(inspection);
    assertThat(shown().children()).singleElement().matches(row -> row.title().equals("Cracks"));
    place.open(shown().children().get(0).id());
    assertThat(shown().parent()).isNotNull().matches(row -> row.id().equals(inspection));
  }

  @Test
  @DisplayName("says in a sentence what went wrong")
  void fails() {
    ActionOffer arrive = offer("arrive");
    tablet.holdfast().perform(inspection, "arrive", Map.of());

    place.act(arrive);

    assertThat(shown().notice()).contains("planned");
  }
}
