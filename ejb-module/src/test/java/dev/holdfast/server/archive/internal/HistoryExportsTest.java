package dev.holdfast.server.archive.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.digest.HistoryChain;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Parts;
import dev.holdfast.server.platform.api.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A history as JSON that proves itself, as CSV, and as pages. */
class HistoryExportsTest {
  private static final Caller ADMIN =
      new Caller(new User("root", Set.of(Caller.ADMINISTRATOR), Map.of()), null);
  private static final TypeReference<Map<String, @Nullable Object>> CONTENT =
      new TypeReference<>() {};

  private final ArchiveWork work = new ArchiveWork();
  private final UUID id = work.closed("last", 1);
  private final HistoryExports exports = work.beans().get(HistoryExports.class);

  @Test
  void jsonIsProvedByItsHashesAlone() throws Exception {
    for (int i = 0; i < Parts.SIZE; i++) {
      append("record", Map.of("count", new Change(i, i + 1)), Map.of());
    }

    JsonNode all = WireJson.mapper().readTree(export(exports::exportJson));

    assertThat(all.path("case").asText()).isEqualTo(id.toString());
    assertThat(all.path("entries")).hasSize(Parts.SIZE + 2);
    assertThat(proof(all)).isZero();
    ((ObjectNode) all.at("/entries/7/content")).put("user", "mallory");
    assertThat(proof(all)).isEqualTo(8);
  }

  @Test
  void jsonOfWhatWasRemovedIsProvedToo() throws Exception {
    UUID over = work.closed("last", 11);
    work.expire();

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inTransaction(() -> exports.exportJson(ADMIN, over, out));

    JsonNode all = WireJson.mapper().readTree(out.toByteArray());
    assertThat(all.path("entries")).hasSize(1);
    assertThat(proof(all)).isZero();
  }

  @Test
  void csvHasALineForEachFieldAndDefusesFormulas() throws Exception {
    append(
        "record",
        Map.of("note", new Change("=1+1", "a,\"b\"\nc"), "tags", new Change(null, List.of("x"))),
        Map.of("count", new Change(-3, 4)));
    append("hold:placed", Map.of(), Map.of());

    String csv = export(exports::exportCsv);

    List<String> lines = List.of(csv.split("\r\n"));
    assertThat(lines).hasSize(1 + 2 + 3 + 1);
    assertThat(lines.get(0)).startsWith("case,position,at,user,device,").endsWith(",hash");
    assertThat(csv).contains(",changed,note,'=1+1,\"a,\"\"b\"\"\nc\",");
    assertThat(csv).contains(",changed,tags,,\"[\"\"x\"\"]\",");
    assertThat(csv).contains(",overwritten,count,-3,4,");
    assertThat(lines.get(6)).contains(",hold:placed,,applied,", ",,,,,");
  }

  @Test
  void pdfHasEveryLetterOfEuropeanLanguagesAndNamesTheOthers() throws Exception {
    append(
        "record",
        Map.of(
            "note",
            new Change(
                "Stra\u00dfe, ni\u00f1o, \u017elu\u0165, \u03b1, \u0416",
                "a\nb \u6f22\ud83d\ude00")),
        Map.of("count", new Change(1, 2)));

    String text = pdfText();

    assertThat(text)
        .contains("#3 record: applied", "alice, on device", "Here 20", "there 20", "off by -250 ms")
        .contains(
            "note: Stra\u00dfe, ni\u00f1o, \u017elu\u0165, \u03b1, \u0416 \u2192 a",
            "b [U+6F22][U+1F600]")
        .contains("Overwritten: count: 1")
        .contains("nobody has changed, removed or put in an entry");
  }

  @Test
  void pdfCallsBuiltInFieldsByTheirNamesInWords() throws Exception {
    append(
        "record",
        Map.of("assignee", new Change(null, "mia"), "stage", new Change("open", "closed")),
        Map.of());

    assertThat(pdfText()).contains("Assignee: none \u2192 mia", "Stage: open \u2192 closed");
  }

  @Test
  void pdfBreaksLongTextsIntoLinesAndPagesAndLosesNoLetter() throws Exception {
    String endless = "x".repeat(5_000);
    String words = "many words ".repeat(2_000).strip();
    append("record", Map.of("note", new Change(endless, words)), Map.of());

    try (PDDocument document = Loader.loadPDF(pdf())) {
      assertThat(document.getNumberOfPages()).isGreaterThan(3);
      String text = new PDFTextStripper().getText(document);
      assertThat(text.chars().filter(letter -> letter == 'x').count())
          .isGreaterThanOrEqualTo(5_000);
      assertThat(text.split("words", -1)).hasSize(2_001);
    }
  }

  @Test
  void aLongHistoryIsExportedInAllForms() throws Exception {
    List<HistoryEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      entries.add(entry("record", Map.of("count", new Change(i, i + 1)), Map.of()));
    }
    inTransaction(() -> work.beans().get(History.class).append(entries));

    assertThat(WireJson.mapper().readTree(export(exports::exportJson)).path("entries"))
        .hasSize(5_002);
    assertThat(export(exports::exportCsv).split("\r\n")).hasSize(5_003);
    assertThat(pdfText()).contains("#5002 record: applied");
  }

  @Test
  void onlyAdministratorsGetOneAndOnlyWhereThereIsAHistory() {
    Caller worker = new Caller(new User("mia", Set.of(Caller.CASEWORKER), Map.of()), null);
    OutputStream nowhere = OutputStream.nullOutputStream();

    assertThatThrownBy(() -> exports.exportJson(worker, id, nowhere))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> exports.exportCsv(worker, id, nowhere))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> exports.exportPdf(worker, id, List.of(), nowhere))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(
            () -> inTransaction(() -> exports.exportJson(ADMIN, UUID.randomUUID(), nowhere)))
        .hasRootCauseInstanceOf(RefusedException.class);
  }

  private static long proof(JsonNode all) {
    HistoryChain chain = new HistoryChain();
    for (JsonNode entry : all.path("entries")) {
      chain.accept(
          WireJson.mapper().convertValue(entry.path("content"), CONTENT),
          entry.path("previous").asText(),
          entry.path("hash").asText());
    }
    return chain.brokenAt(all.at("/end/position").asLong(), all.at("/end/hash").asText());
  }

  private interface Export {
    void to(Caller caller, UUID caseId, OutputStream out) throws RefusedException, IOException;
  }

  private interface Work {
    void make() throws Exception;
  }

  private void inTransaction(Work made) {
    work.beans()
        .inTransaction(
            () -> {
              made.make();
              return id;
            });
  }

  private String export(Export export) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inTransaction(() -> export.to(ADMIN, id, out));
    return out.toString(StandardCharsets.UTF_8);
  }

  private byte[] pdf() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inTransaction(() -> exports.exportPdf(ADMIN, id, List.of("en"), out));
    return out.toByteArray();
  }

  private String pdfText() throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf())) {
      return new PDFTextStripper().getText(document);
    }
  }

  private void append(String action, Map<String, Change> changes, Map<String, Change> overwritten) {
    inTransaction(
        () -> work.beans().get(History.class).append(List.of(entry(action, changes, overwritten))));
  }

  private HistoryEntry entry(
      String action, Map<String, Change> changes, Map<String, Change> overwritten) {
    return new HistoryEntry(
        id,
        0,
        Instant.parse("2026-11-23T08:00:00.123456Z"),
        "alice",
        UUID.fromString("0192f3a0-0000-7000-8000-00000000000d"),
        action,
        null,
        "applied",
        null,
        3,
        2,
        "1.0.0",
        Instant.parse("2026-11-23T07:59:59Z"),
        -250,
        changes,
        overwritten);
  }
}
