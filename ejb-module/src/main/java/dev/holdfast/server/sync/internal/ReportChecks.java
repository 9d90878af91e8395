package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.List;
import java.util.stream.LongStream;

/** What a report may say, whoever wrote it. */
final class ReportChecks {
  static final int MAX_HEALED = 10_000;
  static final int MAX_NAME = 2_000;

  private ReportChecks() {}

  /**
   * Checks a report.
   *
   * @throws RefusedException {@code MALFORMED} with the place
   */
  static void check(SyncReport report) throws RefusedException {
    if (!report.kind().equals("full") && !report.kind().equals("delta")) {
      throw malformed("kind is 'full' or 'delta'.");
    }
    LongStream numbers =
        LongStream.of(
            report.rows(), report.bytes(), report.buckets(), report.millis(), report.pending());
    if (numbers.anyMatch(number -> number < 0)) {
      throw malformed("rows, bytes, buckets, millis and pending are numbers from 0.");
    }
    names(report.healed());
  }

  private static void names(List<String> healed) throws RefusedException {
    if (healed.size() > MAX_HEALED) {
      throw malformed("healed has at most " + MAX_HEALED + " names.");
    }
    for (String bucket : healed) {
      if (bucket.length() > MAX_NAME) {
        throw malformed("A name in healed has at most " + MAX_NAME + " characters.");
      }
      try {
        BucketName.parse(bucket);
      } catch (IllegalArgumentException e) {
        throw malformed("healed: " + e.getMessage());
      }
    }
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(ErrorCode.MALFORMED, detail);
  }
}
