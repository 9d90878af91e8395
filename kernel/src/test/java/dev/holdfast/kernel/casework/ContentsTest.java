package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ContentRules;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentsTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final String RECORD = "00000000-0000-0000-0000-000000000001";
  private static final CompiledPackage STRICT =
      Clinic.logic(
          "photo: {type: attachment}",
          "photo: {type: attachment, max-size: 2kB, types: [image/*, application/pdf], fetch: eager}");
  private static final CompiledPackage STRICT_LISTS =
      Clinic.logic(
          "note: {type: text, visible",
          "scan: {type: attachment, max-size: 2 kB}\n          note: {type: text, visible");

  @Test
  void findsAttachmentsInEitherFormAndInRecords() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("photo", json(A, "image/png", 5));
    fields.put("gone", null);
    fields.put("place", Map.of("latitude", "1", "longitude", "1"));
    fields.put("name", A);
    fields.put("tags", List.of("new", "old"));
    fields.put("notes", List.of(Map.of("id", RECORD, "scan", new Attachment(B, "b", "a/b", 7))));
    fields.put("more", List.of(Map.of("id", RECORD, "scan", json(A, "image/png", 5))));

    assertThat(Contents.named(fields))
        .containsExactly(
            new Contents.Named("photo", new Attachment(A, "x", "image/png", 5)),
            new Contents.Named("notes.scan", new Attachment(B, "b", "a/b", 7)),
            new Contents.Named("more.scan", new Attachment(A, "x", "image/png", 5)));
    assertThat(Contents.ids(fields)).containsExactly(A, B);
  }

  @Test
  void anActionBringsWhatItsUserDidNotSeeBefore() {
    assertThat(
            Contents.brought(
                Map.of("photo", json(A, "image/png", 5), "other", json(B, "image/png", 5)),
                Map.of("photo", json(B, "image/png", 5))))
        .containsExactly(A);
  }

  @Test
  void readsTheRulesOfAField() {
    CaseType visit = at(STRICT.definition().cases(), "visit");

    assertThat(at(visit.fields(), "photo").form().content())
        .isEqualTo(
            new ContentRules(
                2_000L, List.of("image/*", "application/pdf"), ContentRules.Fetch.EAGER));
    assertThat(at(Clinic.visit().fields(), "photo").form().content()).isEqualTo(ContentRules.ANY);
  }

  @Test
  void anAttachmentIsRefusedThatTheFieldDoesNotTake() {
    assertThat(messages(STRICT, Map.of("photo", json(A, "image/png", 2_000)))).isEmpty();
    assertThat(messages(STRICT, Map.of("photo", json(A, "application/pdf", 0)))).isEmpty();
    assertThat(messages(STRICT, Map.of("photo", json(A, "image/png", 2_001))))
        .containsExactly("photo must be at most 2000 bytes; 'x' has 2001.");
    assertThat(messages(STRICT, Map.of("photo", json(A, "application/pdfx", 1))))
        .containsExactly("photo must be of image/*, application/pdf; 'x' is application/pdfx.");
    assertThat(messages(Clinic.logic(), Map.of("photo", json(A, "a/b", 1L << 40)))).isEmpty();
  }

  @Test
  void soIsOneInARecord() {
    Map<String, Object> record =
        Map.of("id", RECORD, "name", "A", "scan", json(A, "image/png", 2_001));

    assertThat(messages(STRICT_LISTS, Map.of("medications", List.of(record))))
        .containsExactly("medications, record 1: scan must be at most 2000 bytes; 'x' has 2001.");
  }

  private static List<String> messages(CompiledPackage logic, Map<String, Object> fields) {
    ActionRequest begin = new ActionRequest(new UUID(1, 1), "visit", "begin", Map.copyOf(fields));
    Performance performance =
        new CaseEngine(logic, RowLookup.none())
            .perform(null, begin, Clinic.NORA, Instant.parse("2026-11-23T08:00:00Z"));
    return performance instanceof Performance.Refused refused
        ? refused.messages().stream().map(Message::text).toList()
        : List.of();
  }

  private static Map<String, Object> json(String id, String type, long size) {
    return Map.of("id", id, "name", "x", "type", type, "size", size);
  }
}
