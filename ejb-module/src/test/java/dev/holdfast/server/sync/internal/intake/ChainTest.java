package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.MEMBER;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueGroup;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbaskets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A chain that was parked is one issue")
class ChainTest {
  private static final IssueFilter UNRESOLVED = IssueFilter.ALL.as("unresolved");

  private final ChainWork chain = new ChainWork();
  private final IssueWork work = chain.work;
  private final CaseLook look = new CaseLook(work.server, chain.id);
  private final UUID head = issue(chain.head());

  ChainTest() throws Exception {}

  @Test
  @DisplayName("listed once, by its head, which says how many wait behind it")
  void once() {
    assertThat(chain.parked)
        .extracting(ActionOutcome::reason)
        .containsExactly(
            ParkReason.ALREADY_COMPLETED, ParkReason.FOLLOWS_PARKED, ParkReason.FOLLOWS_PARKED);
    for (IssueFilter filter : List.of(IssueFilter.ALL, UNRESOLVED, IssueFilter.ALL.as("open"))) {
      assertThat(chain.list(filter).total()).isEqualTo(1);
      assertThat(chain.list(filter).items())
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.id()).isEqualTo(head);
                assertThat(line.status()).isEqualTo("open");
                assertThat(line.waiting()).isEqualTo(2);
                assertThat(line.head()).isNull();
              });
    }
    assertThat(work.inTransaction(() -> work.workbasket.unresolvedByReason(ADMIN)))
        .containsExactly(Map.entry("already-completed", 1L));
    assertThat(work.inTransaction(() -> work.workbasket.groups(ADMIN, UNRESOLVED, ChainWork.PAGE)))
        .satisfies(groups -> assertThat(groups.items().get(0).unresolved()).isEqualTo(1))
        .satisfies(groups -> assertThat(groups.total()).isEqualTo(1));
    assertThat(
            work
                .inTransaction(() -> work.server.beans().get(Workbaskets.class).list(ADMIN))
                .stream()
                .mapToLong(Workbaskets.BasketView::open)
                .sum())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("whose submissions are listed one by one where they are asked for")
  void submissions() {
    List<IssueView> waiting = chain.list(IssueFilter.ALL.as("waiting")).items();

    assertThat(waiting)
        .extracting(IssueView::id)
        .containsExactlyInAnyOrder(issue(chain.parked.get(1)), issue(chain.parked.get(2)));
    assertThat(waiting)
        .allSatisfy(
            one -> {
              assertThat(one.status()).isEqualTo("waiting");
              assertThat(one.head()).isEqualTo(head);
              assertThat(one.headNumber()).isEqualTo(chain.view(0).number());
              assertThat(one.waiting()).isZero();
            });
    assertThat(chain.list(IssueFilter.ALL.as("all")).total()).isEqualTo(3);
  }

  @Test
  @DisplayName("found by whatever fits any of its submissions")
  void found() throws Exception {
    work.stale(UUID.randomUUID());
    IssueView middle = chain.view(1);

    for (IssueFilter filter :
        List.of(
            text("4711"),
            text("submitted"),
            text("#" + middle.number()),
            text(middle.id().toString()),
            text(middle.actionId().toString()),
            UNRESOLVED.of(new IssueFilter.Cause(null, null, "close", null, null)),
            because("already-completed", "4711"),
            new IssueFilter(
                null,
                null,
                null,
                "alice",
                work.other.caller().device(),
                chain.id,
                null,
                null,
                null))) {
      assertThat(chain.found(filter)).as("%s", filter).containsExactly(head);
    }
    assertThat(chain.found(because("follows-parked", "4711"))).as("a reason of no head").isEmpty();
    assertThat(chain.found(text("arrived 4711"))).as("in no single submission").isEmpty();
    assertThat(chain.found(text("4711").as("resolved"))).isEmpty();
    assertThat(chain.found(text("4711").as("waiting"))).containsExactly(middle.id());
  }

  @Test
  @DisplayName("counted in the group of its head, which has just the issues that its filter finds")
  void grouped() {
    for (IssueFilter filter :
        List.of(
            text("4711"),
            text("4711").as("unresolved"),
            text("4711").as("all"),
            IssueFilter.ALL.of(new IssueFilter.Cause(null, null, "close", null, null)))) {
      IssueGroup group =
          work.inTransaction(() -> work.workbasket.groups(ADMIN, filter, ChainWork.PAGE))
              .items()
              .get(0);
      String action = filter.cause().action();
      IssueFilter its =
          because(group.reason(), filter.text())
              .of(
                  new IssueFilter.Cause(
                      group.application(),
                      group.caseType(),
                      action,
                      group.packageVersion(),
                      group.field() == null ? "" : group.field()));
      assertThat(group.issues()).as("%s", filter).isEqualTo(1);
      assertThat(chain.found(its)).as("%s", filter).containsExactly(head);
    }
  }

  private static IssueFilter because(String reason, @Nullable String words) {
    return new IssueFilter(null, null, reason, null, null, null, null, null, words);
  }

  private static IssueFilter text(String words) {
    return new IssueFilter(null, null, null, null, null, null, null, null, words);
  }

  @Test
  @DisplayName(
      "discarded or returned as a whole, each submission with an entry, an event and an outcome")
  void decidedAsOne() {
    IssueView resolved = chain.decide(chain.head(), Resolution.RETURN, chain.behind());

    assertThat(resolved.resolution()).isEqualTo("return");
    assertThat(chain.outcomes()).containsOnly("returned");
    assertThat(look.history().stream().filter(e -> e.action().equals("resolve:return")))
        .extracting(HistoryEntry::actionId)
        .containsExactlyElementsOf(chain.parked.stream().map(ActionOutcome::action).toList());
    assertThat(chain.parked)
        .allSatisfy(
            one -> {
              IssueDetail detail = work.detail(ADMIN, one);
              assertThat(detail.issue().status()).isEqualTo("resolved");
              assertThat(detail.resolutionReason()).isEqualTo("because");
              assertThat(detail.events())
                  .extracting(event -> event.kind() + ' ' + event.text())
                  .containsExactly("resolved return: because");
            });
    assertThat(chain.detail().became()).extracting(IssueView::resolution).containsOnly("return");
    assertThat(chain.found(UNRESOLVED)).isEmpty();
    assertThat(chain.found(IssueFilter.ALL.as("resolved"))).containsExactly(head);
    assertThat(look.verified()).isTrue();
  }

  @Test
  @DisplayName("not decided on as a whole if that is not what was seen, or can't be done")
  void notAsSeen() throws Exception {
    Set<UUID> seen = chain.behind();
    chain.parked.add(work.server.submitOne(work.other, chain.next()));

    assertRefused(ErrorCode.STALE, () -> chain.decide(chain.head(), Resolution.DISCARD, seen));
    assertRefused(ErrorCode.STALE, () -> chain.decide(chain.head(), Resolution.DISCARD, Set.of()));
    assertRefused(
        ErrorCode.INVALID, () -> chain.decide(chain.head(), Resolution.REOPEN, chain.behind()));
    assertThat(chain.outcomes()).containsOnly("parked");

    chain.decide(chain.head(), Resolution.DISCARD, chain.behind());
    assertThat(chain.outcomes()).containsOnly("discarded").hasSize(4);
  }

  @Test
  @DisplayName(
      "released in order where its head takes effect, and its page tells what became of each")
  void released() {
    chain.decide(chain.head(), Resolution.REOPEN, null);

    assertThat(chain.outcomes()).containsOnly("applied");
    assertThat(look.field("note")).isEqualTo("submitted");
    assertThat(chain.detail().became())
        .extracting(IssueView::resolution)
        .containsExactly("released", "released");
    assertThat(chain.found(IssueFilter.ALL)).containsExactly(head);
  }

  @Test
  @DisplayName("and so is the rest of it, where one is parked again, in the hands of who had it")
  void again() throws Exception {
    work.members("last-issues", "mia");
    work.inTransaction(() -> work.workbasket.claim(MEMBER, head, 1));

    chain.decide(chain.head(), Resolution.DISCARD, null);

    UUID next = issue(chain.parked.get(1));
    assertThat(chain.list(UNRESOLVED).items())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.id()).isEqualTo(next);
              assertThat(line.reason()).isEqualTo("already-completed");
              assertThat(line.claimedBy()).isEqualTo("mia");
              assertThat(line.waiting()).isEqualTo(1);
            });
    assertThat(chain.view(2).head()).isEqualTo(next);
    assertThat(chain.view(2).status()).isEqualTo("waiting");
    assertThat(chain.detail().became())
        .extracting(IssueView::status)
        .containsExactly("claimed", "waiting");
    chain.decide(chain.parked.get(1), Resolution.DISCARD, Set.of(issue(chain.parked.get(2))));
    assertThat(chain.outcomes()).containsOnly("discarded");
  }

  @Test
  @DisplayName("claimed, assigned and released by its head only, for all of it")
  void claimed() {
    work.members("last-issues", "mia");
    UUID follower = issue(chain.parked.get(1));

    assertRefused(
        ErrorCode.CONFLICT,
        () -> work.inTransaction(() -> work.workbasket.claim(ADMIN, follower, 1)));
    assertRefused(
        ErrorCode.CONFLICT,
        () -> work.inTransaction(() -> work.workbasket.assign(ADMIN, follower, 1, "mia")));
    assertRefused(
        ErrorCode.CONFLICT,
        () -> work.inTransaction(() -> work.workbasket.release(ADMIN, follower, 1)));
    work.inTransaction(() -> work.workbasket.assign(ADMIN, head, 1, "mia"));

    assertThat(chain.found(IssueFilter.ALL.assignedTo("mia"))).containsExactly(head);
    assertThat(chain.found(text("4711").assignedTo("mia"))).containsExactly(head);
  }

  @Test
  @DisplayName(
      "out of which one is discarded alone: what is behind it goes on waiting in the chain")
  void oneAlone() {
    chain.decide(chain.parked.get(1), Resolution.DISCARD, null);

    assertThat(chain.outcomes()).containsExactly("parked", "discarded", "parked");
    assertThat(chain.list(UNRESOLVED).items())
        .singleElement()
        .satisfies(line -> assertThat(line.waiting()).isEqualTo(1));
    assertThat(chain.behind()).containsExactly(issue(chain.parked.get(2)));

    chain.decide(chain.head(), Resolution.DISCARD, null);
    assertThat(chain.outcomes()).containsExactly("discarded", "discarded", "parked");
    assertThat(work.stored(chain.parked.get(2), "reason")).isEqualTo("already-completed");
  }

  @Test
  @DisplayName("that stays one when one in it has ended alone and the rest is parked again")
  void oneAloneThenAgain() throws Exception {
    chain.parked.add(work.server.submitOne(work.other, chain.next()));
    chain.decide(chain.parked.get(2), Resolution.DISCARD, null);

    chain.decide(chain.head(), Resolution.DISCARD, null);

    assertThat(chain.found(UNRESOLVED)).containsExactly(issue(chain.parked.get(1)));
    assertThat(chain.view(3).head()).isEqualTo(issue(chain.parked.get(1)));
  }

  @Test
  @DisplayName("exported with every submission, and which one it waits behind")
  void exported() {
    String json =
        work.inTransaction(
            () -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              work.workbasket.exportJson(ADMIN, UNRESOLVED, out);
              return out.toString(StandardCharsets.UTF_8);
            });

    assertThat(json.lines().filter(line -> line.contains("{\"issue\":"))).hasSize(3);
    for (ActionOutcome one : chain.parked) {
      assertThat(json).contains("\"id\":\"" + issue(one));
    }
    assertThat(json)
        .contains("\"behind\":\"" + chain.head().action())
        .contains("\"behind\":\"" + chain.parked.get(1).action());
  }
}
