package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportChecksTest {
  private static final String BUCKET = "field/airport[state=AK]";

  @Test
  void whatADeviceHealedIsTaken() throws RefusedException {
    ReportChecks.check(report("delta", 1, List.of(BUCKET, "field/kind[]")));
  }

  @Test
  void whatNoDeviceOfOursSaysIsRefusedWithThePlace() {
    String endless = "field/airport[state=" + "x".repeat(ReportChecks.MAX_NAME) + "]";

    assertThat(refusal(report("some", 0, List.of()))).startsWith("kind");
    assertThat(refusal(report("full", -1, List.of()))).startsWith("rows");
    assertThat(refusal(report("full", 0, List.of("no bucket")))).startsWith("healed");
    assertThat(refusal(report("full", 0, List.of(endless)))).contains("characters");
    assertThat(refusal(report("full", 0, Collections.nCopies(ReportChecks.MAX_HEALED + 1, BUCKET))))
        .contains("at most");
  }

  private static String refusal(SyncReport report) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> ReportChecks.check(report));
    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
    return String.valueOf(refused.getMessage());
  }

  private static SyncReport report(String kind, long rows, List<String> healed) {
    return new SyncReport("c", null, kind, rows, 0, 0, 0, 0, healed, null);
  }
}
