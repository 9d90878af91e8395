package dev.holdfast.server.archive.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.archive.api.HoldSubject;
import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldSubject.WholeType;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.History.Verification;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes when its retention is over, what stays all the same, and what is left of it. */
class ExpiryTest {
  private static final Caller ADMIN =
      new Caller(new User("root", Set.of(Caller.ADMINISTRATOR), Map.of()), null);

  private final ArchiveWork work = new ArchiveWork();

  @Test
  void onlyCasesThatWereCompletedBeforeTheRetentionOfTheirTypeGo() {
    UUID over = work.closed("last", 11);
    UUID notYet = work.closed("last", 9);
    UUID forEver = work.closed("fresh", 50);
    UUID open = work.open("last", 50, null);

    assertThat(work.expire()).isEqualTo(1);

    assertThat(work.isThere(over)).isFalse();
    assertThat(List.of(notYet, forEver, open)).allMatch(work::isThere);
    assertThat(work.expire()).isZero();
  }

  @Test
  void aHistoryThatIsRemovedStillVerifiesAndSaysByWhichRule() {
    UUID over = work.closed("last", 11);

    work.expire();

    Verification verification = work.verify(over);
    assertThat(verification.intact()).isTrue();
    assertThat(verification.removals())
        .singleElement()
        .satisfies(
            removal -> {
              assertThat(removal.first()).isEqualTo(1);
              assertThat(removal.last()).isEqualTo(2);
              assertThat(removal.rule())
                  .isEqualTo(
                      "retention P10Y after completion, case type last of inspection-test 1.0.0");
            });
  }

  @Test
  void nothingOfWhatWasSubmittedIsLeft() {
    UUID over = work.closed("last", 11);
    UUID issue = work.issue(over, "resolved");
    work.message(over);

    work.expire();

    assertThat(work.ofIssue("row_to_json(i)", issue)).doesNotContain("private");
    assertThat(work.ofIssue("resolution", issue)).isEqualTo("discard");
    assertThat(work.jdbc().list("SELECT 1 FROM holdfast.issue_event", row -> true)).isEmpty();
    assertThat(work.jdbc().list("SELECT 1 FROM holdfast.webhook_delivery", row -> true)).isEmpty();
    assertThat(
            work.jdbc()
                .list(
                    "SELECT row_to_json(e) FROM holdfast.history_entry e", row -> row.getString(1)))
        .singleElement()
        .asString()
        .doesNotContain("private");
  }

  @Test
  void whatHasAnOpenIssueAChildOrATouchedHistoryStays() {
    UUID disputed = work.closed("last", 11);
    work.issue(disputed, "open");
    UUID parent = work.closed("last", 11);
    work.open("part", 11, parent);
    UUID touched = work.closed("last", 11);
    work.jdbc().update("ALTER TABLE holdfast.history_entry DISABLE TRIGGER ALL");
    work.jdbc()
        .update(
            "UPDATE holdfast.history_entry SET user_name = 'mallory' WHERE case_id = ?", touched);
    work.jdbc().update("ALTER TABLE holdfast.history_entry ENABLE TRIGGER ALL");

    assertThat(work.expire()).isZero();

    assertThat(List.of(disputed, parent, touched)).allMatch(work::isThere);
    assertThat(work.verify(touched).intact()).isFalse();
  }

  @Test
  void aCaseUnderLegalHoldStaysUntilAllItsHoldsAreLifted() {
    UUID held = work.closed("last", 11);
    HoldView one = place(new OneCase(held));
    HoldView type = place(new WholeType("inspection-test", "last"));

    assertThat(work.expire()).isZero();
    lift(one);
    assertThat(work.expire()).isZero();
    lift(type);
    assertThat(work.expire()).isEqualTo(1);

    assertThat(work.isThere(held)).isFalse();
    assertThat(work.verify(held).intact()).isTrue();
    assertThat(work.verify(held).removals()).singleElement().extracting("last").isEqualTo(4L);
  }

  @Test
  void theDatabaseItselfRefusesToRemoveWhatIsHeld() {
    UUID held = work.closed("last", 11);
    place(new OneCase(held));

    assertThatThrownBy(
            () -> work.jdbc().update("DELETE FROM holdfast.case_file WHERE id = ?", held))
        .hasMessageContaining("legal hold");
    assertThatThrownBy(
            () ->
                work.beans()
                    .inTransaction(
                        () -> {
                          work.beans()
                              .get(History.class)
                              .remove(Set.of(held), "by hand", work.now());
                          return held;
                        }))
        .hasMessageContaining("legal hold");
    assertThat(work.verify(held)).isEqualTo(new Verification(3, true, 0, List.of()));
  }

  @Test
  void whatStaysHoldsUpNothingBehindIt() {
    List<UUID> held = new ArrayList<>();
    IntStream.range(0, ExpiryStep.MOST + 1).forEach(i -> held.add(work.closed("last", 20)));
    held.forEach(id -> place(new OneCase(id)));
    UUID over = work.closed("last", 11);

    assertThat(work.expire()).isEqualTo(1);

    assertThat(work.isThere(over)).isFalse();
    assertThat(held).allMatch(work::isThere);
  }

  @Test
  void holdsAreInTheHistoryOfTheCaseAndListedWithWhatBecameOfThem() throws Exception {
    UUID id = work.closed("last", 1);
    HoldView hold = place(new OneCase(id));
    work.later(Duration.ofSeconds(1));
    HoldView type = place(new WholeType("inspection-test", "last"));
    lift(hold);

    assertThat(
            work.beans()
                .inTransaction(
                    () ->
                        work.beans()
                            .get(History.class)
                            .of(id, new PageRequest(2, 10, null, false))
                            .items()))
        .extracting("action", "user", "outcome", "reason")
        .containsExactly(
            tuple("hold:placed", "root", "held", "a lawsuit"),
            tuple("hold:lifted", "root", "released", "it is over"));
    assertThat(work.beans().inTransaction(() -> work.holds().of(ADMIN, id)))
        .extracting(HoldView::id)
        .containsExactly(type.id());
    PageRequest all = new PageRequest(0, 10, null, false);
    assertThat(work.beans().inTransaction(() -> work.holds().list(ADMIN, true, all)).items())
        .extracting(each -> each.subject().toString())
        .containsExactly("inspection-test/last", id.toString());
    assertThat(work.beans().inTransaction(() -> work.holds().list(ADMIN, false, all)).total())
        .isEqualTo(1);
  }

  private HoldView place(HoldSubject subject) {
    return work.beans().inTransaction(() -> work.holds().place(ADMIN, subject, " a lawsuit "));
  }

  private void lift(HoldView hold) {
    work.beans().inTransaction(() -> work.holds().lift(ADMIN, hold.id(), "it is over"));
  }
}
