package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lists of parked actions find. */
class IssueListTest {

  private final IssueWork work = new IssueWork();
  private final IntakeHarness server = work.server;
  private final Workbasket workbasket = work.workbasket;
  private final FieldWork alice = work.alice;
  private final UUID id = UUID.randomUUID();

  @Test
  void whatSomebodyHasIsFound() throws Exception {
    ActionOutcome parked = work.stale(id);
    long seen = work.detail(ADMIN, parked).issue().version();
    work.inTransaction(() -> workbasket.claim(ADMIN, issue(parked), seen));

    assertThat(page(IssueFilter.ALL.assignedTo("root")).items()).hasSize(1);
    assertThat(page(IssueFilter.ALL.assignedTo("mia")).items()).isEmpty();
  }

  @Test
  void listsFilterPageAndExport() throws Exception {
    work.stale(id);
    server.submit(
        alice,
        alice.act("merging", UUID.randomUUID(), "record", 1, Map.of("findings", "100% =1+1")));

    assertThat(page(IssueFilter.ALL).total()).isEqualTo(2);
    assertThat(page(filter("stale", null)).items()).hasSize(1);
    assertThat(page(filter(null, "100%")).items()).hasSize(1);
    assertThat(page(filter(null, "1001")).items()).isEmpty();
    assertThat(page(filter("'; DROP TABLE holdfast.issue; --", null)).total()).isZero();
    String csv = csv();
    assertThat(csv.split("\r\n")).hasSize(3);
    assertThat(csv).startsWith("id,received,status,reason,");
  }

  private Page<IssueView> page(IssueFilter filter) {
    return server
        .beans()
        .inTransaction(
            () -> workbasket.list(ADMIN, filter, new PageRequest(0, 10, "reason", false)));
  }

  private String csv() {
    return server
        .beans()
        .inTransaction(
            () -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              workbasket.exportCsv(ADMIN, IssueFilter.ALL, out);
              return out.toString(StandardCharsets.UTF_8);
            });
  }

  private static IssueFilter filter(@Nullable String reason, @Nullable String text) {
    return new IssueFilter(null, null, reason, null, null, null, null, null, text);
  }
}
