package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueFilter.Cause;
import dev.holdfast.server.workbasket.api.IssueGroup;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.internal.IssueData.Draft;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Issues are found")
class IssueSearchTest {
  private static final PageRequest PAGE = new PageRequest(0, 10, null, false);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final IssueData issues = new IssueData(jdbc);
  private final IssueLists lists = new IssueLists(jdbc, new NoDevices());
  private final IssueGroups groups = new IssueGroups(jdbc);
  private final UUID wanted =
      issues.add(
          Draft.PLAIN
              .in("north")
              .because("not-allowed", "condition")
              .by("bob.miller", "Yellow tablet")
              .saying(
                  "Give the condition first",
                  """
                  {"name": "close", "fields": {"note": "Broken lamp at O'Hare", "count": 4711, "ok": true},
                   "base": {"note": "Lamp?"}}"""));

  IssueSearchTest() {
    issues.add(Draft.PLAIN.saying("Somebody was faster", "{\"fields\": {\"note\": \"fine\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broken",
        "BROK lam",
        "o'hare",
        "4711",
        "condition first",
        "miller",
        "bob.mil",
        "yellow",
        "not-allowed",
        "north",
        "  lamp   4711 "
      })
  @DisplayName("by words, or their beginnings, of all that is in them")
  void byWords(String text) throws RefusedException {
    assertThat(found(text)).containsExactly(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"roken", "broken fine", "closet_", "'; DROP TABLE x; --", "q & ! | ( z:*", "\\"})
  @DisplayName("not by what is in none of them, whatever it looks like")
  void notByAnythingElse(String text) throws RefusedException {
    if (text.equals("\\")) {
      assertThat(found(text)).as("no words: no condition").hasSize(2);
    } else {
      assertThat(found(text)).isEmpty();
    }
  }

  @Test
  @DisplayName("by number, and by their ids or the beginnings of these")
  void byIds() throws RefusedException {
    String caseId = issues.column(wanted, "case_id", UUID.class).toString();
    long number = issues.column(wanted, "number", Long.class);

    assertThat(found("#" + number)).containsExactly(wanted);
    assertThat(found(wanted.toString())).containsExactly(wanted);
    assertThat(found(caseId.toUpperCase(Locale.ROOT))).containsExactly(wanted);
    assertThat(found(caseId.substring(0, 13))).containsExactly(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON at all",
        "[1, 2]",
        "{\"fields\": {\"note\": \"all \\u0000 text\"}}",
        "{\"fields\": 1e999999}"
      })
  @DisplayName("by the text of a submission that is nothing the database can take apart")
  void anything(String payload) throws RefusedException {
    UUID odd = issues.add(Draft.PLAIN.saying("unreadable xyzzy", payload));

    assertThat(found("xyzzy")).containsExactly(odd);
  }

  @Test
  @DisplayName("and are parked however many words they have")
  void manyWords() throws RefusedException {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 160_000; i++) {
      words.append(Integer.toString(i + 46_656, 36)).append(' ');
    }
    UUID huge =
        issues.add(Draft.PLAIN.saying("xyzzy", "{\"fields\": {\"note\": \"" + words + "\"}}"));

    assertThat(found("xyzzy")).containsExactly(huge);
  }

  @Test
  @DisplayName("only within reach")
  void withinReach() throws RefusedException {
    Reach north = new Reach(Set.of("north"));

    assertThat(lists.page(IssueFilter.ALL, north, PAGE).items())
        .extracting(IssueView::id)
        .containsExactly(wanted);
    assertThat(lists.page(IssueFilter.ALL, new Reach(Set.of()), PAGE).total()).isZero();
    assertThat(groups.page(IssueFilter.ALL, north, PAGE).items()).hasSize(1);
  }

  @Test
  @DisplayName("in groups by cause, each of which is a filter")
  void inGroups() throws RefusedException {
    Draft draft = Draft.PLAIN.because("not-allowed", "condition");
    issues.add(draft.at("2026-11-03T00:00:00Z"));
    issues.add(draft.at("2026-11-02T00:00:00Z").as("resolved"));

    List<IssueGroup> found = groups.page(IssueFilter.ALL, Reach.ALL, PAGE).items();

    assertThat(found).hasSize(2);
    IssueGroup group = found.get(0);
    assertThat(group.reason()).isEqualTo("not-allowed");
    assertThat(group.caseType()).isEqualTo("inspection");
    assertThat(group.packageVersion()).isEqualTo("1.0.0");
    assertThat(group.field()).isEqualTo("condition");
    assertThat(group.issues()).isEqualTo(3);
    assertThat(group.unresolved()).isEqualTo(2);
    assertThat(group.firstAt()).hasToString("2026-11-01T12:00:00Z");
    assertThat(group.lastAt()).hasToString("2026-11-03T00:00:00Z");
    IssueFilter same =
        IssueFilter.ALL.of(new Cause("inspection", "inspection", null, "1.0.0", "condition"));
    assertThat(lists.page(same, Reach.ALL, PAGE).total()).isEqualTo(3);
    IssueFilter without = IssueFilter.ALL.of(new Cause(null, null, null, null, ""));
    assertThat(lists.page(without, Reach.ALL, PAGE).total()).isEqualTo(1);
    assertThat(groups.page(without, Reach.ALL, PAGE).total()).isEqualTo(1);
    PageRequest behind = new PageRequest(5, 5, "last", true);
    assertThat(groups.page(IssueFilter.ALL, Reach.ALL, behind).total()).isEqualTo(2);
  }

  private List<UUID> found(String text) throws RefusedException {
    IssueFilter filter = new IssueFilter(null, null, null, null, null, null, null, null, text);
    return lists.page(filter, Reach.ALL, PAGE).items().stream().map(IssueView::id).toList();
  }
}
