package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.HeldConnections;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.IssueFilter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssueListsTest {
  private static final IssueFilter STALE =
      new IssueFilter(null, null, "stale", null, null, null, null, null, null);

  @Test
  void aLongExportHoldsNoConnectionWhileItIsReadAndHasEachIssueOnce() throws Exception {
    Jdbc jdbc = TestDatabase.create().jdbc();
    jdbc.update(
        """
        INSERT INTO holdfast.issue (id, workbasket, action_id, reason, messages, status, user_name, sequence,
          received_at, payload, version)
        SELECT gen_random_uuid(), 'issues', gen_random_uuid(), 'stale', '[]', 'open', 'alice', i,
               now() - i / 3 * interval '7 seconds', '{}', 0
        FROM generate_series(1, 1501) i
        """);
    HeldConnections connections = new HeldConnections();
    ByteArrayOutputStream out = connections.output();

    new IssueLists(connections.counting(jdbc), new NoDevices()).csv(STALE, Reach.ALL, out);

    List<String> ids =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList();
    assertThat(ids).hasSize(1_501).doesNotHaveDuplicates();
  }
}
