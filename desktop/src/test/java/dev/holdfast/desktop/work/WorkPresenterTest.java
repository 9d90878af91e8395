package dev.holdfast.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.desktop.Tablet;
import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.data.CaseRow.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The worklists")
class WorkPresenterTest {
  private final Tablet tablet = Tablet.inUse();

  @AfterEach
  void close() {
    tablet.close();
  }

  private WorkPresenter work() {
    WorkPresenter work = new WorkPresenter(tablet.session());
    work.reload();
    return work;
  }

  private static WorkList list(WorkPresenter work, String id) {
    return work.state().get().lists().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("show the user’s own cases first, by what they are about, and count the others")
  void own() {
    tablet.planned("ANC");
    tablet.peer().planned("AK", "OME", "bob");
    tablet.holdfast().sync();

    WorkPresenter work = work();

    assertThat(work.state().get().rows())
        .extracting(CaseRow::title, CaseRow::type, CaseRow::stage)
        .containsExactly(tuple("Anchorage International", "Inspection", "Planned"));
    assertThat(list(work, WorkList.OPEN).count()).isEqualTo(2);
    work.choose(WorkList.OPEN);
    assertThat(work.state().get().rows()).hasSize(2);
  }

  @Test
  @DisplayName("put first what is overdue, and say since when")
  void overdue() {
    UUID late = tablet.planned("ANC");
    tablet.planned("FAI");
    tablet.holdfast().perform(late, "arrive", Map.of());
    WorkPresenter work = work();
    assertThat(work.state().get().rows().get(0).due()).isEqualTo("Due in 1 h");

    tablet.clock().pass(Duration.ofHours(2));
    work.reload();
    assertThat(work.state().get().rows().get(0).urgency()).isEqualTo(Urgency.LATE);
    tablet.clock().pass(Duration.ofHours(5));
    work.reload();

    CaseRow first = work.state().get().rows().get(0);
    assertThat(first.id()).isEqualTo(late);
    assertThat(first.urgency()).isEqualTo(Urgency.OVERDUE);
    assertThat(first.due()).isEqualTo("Overdue by 3 h");
    assertThat(list(work, WorkList.OVERDUE).count()).isEqualTo(1);
    assertThat(list(work, WorkList.MINE).overdue()).isEqualTo(1);
  }

  @Test
  @DisplayName("are searched through by words in any order, in any list")
  void search() {
    tablet.planned("ANC");
    tablet.peer().planned("AK", "OME", "bob");
    tablet.holdfast().sync();
    WorkPresenter work = work();

    work.search("bob nom");
    assertThat(work.state().get().rows()).extracting(CaseRow::title).containsExactly("Nome");
    work.search("nowhere");
    assertThat(work.state().get().rows()).isEmpty();
    work.search("");
    assertThat(work.state().get().rows()).hasSize(1);
  }

  @Test
  @DisplayName("say how cases can be created, and which of them are children")
  void creations() {
    assertThat(work().state().get().creations())
        .extracting(WorkPresenter.Creation::label, WorkPresenter.Creation::child)
        .containsExactly(tuple("Inspection: Report", false), tuple("Finding: Add", true));
  }

  @Test
  @DisplayName("are in the user’s language, the package’s words too")
  void german() {
    tablet.planned("ANC");
    WorkPresenter work = new WorkPresenter(tablet.session(Locale.GERMAN));

    work.reload();

    assertThat(work.state().get().lists())
        .extracting(WorkList::label)
        .isEqualTo(List.of("Meine Fälle", "Alle offenen", "Überfällig", "Abgeschlossen"));
    assertThat(work.state().get().rows().get(0).stage()).isEqualTo("Geplant");
  }
}
