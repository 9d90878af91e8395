package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.casework.Upcast.Content;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.packages.api.PackageActivating;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.Sql;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes stored cases anew when a version comes into force that calls things otherwise, in the same
 * transaction: whoever reads them by that version, and every device at the checkpoint that brings
 * it, finds its words. Their versions and marks stay, so an action's base is what it was.
 */
@Dependent
class CaseRewriting {
  private static final int AT_ONCE = 1000;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final String WORDS =
      """
      SELECT DISTINCT type, package_version FROM holdfast.case_file WHERE application = ?
      ORDER BY type, package_version
      """;
  private static final String NEXT =
      """
      SELECT id, stage, fields FROM holdfast.case_file
      WHERE application = ? AND type = ? AND package_version = ? AND id > ?
      ORDER BY id LIMIT %d
      """
          .formatted(AT_ONCE);

  // A row in which nothing changes keeps its label of the version: it says in whose words the case
  // was written. With the new label, a later version would take them for the new one's, and
  // translate them wrongly.
  private static final String WRITE =
      """
      UPDATE holdfast.case_file f SET stage = n.stage, fields = n.fields, package_version = ?
      FROM unnest(CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS jsonb[])) AS n (id, stage, fields)
      WHERE f.id = n.id AND (f.stage, f.fields) IS DISTINCT FROM (n.stage, n.fields)
      """;

  /** For one lock: meanwhile nobody judges, and a stranger may never commit. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Jdbc jdbc;
  private final Packages packages;
  private final Patience patience;

  @Inject
  CaseRewriting(Jdbc jdbc, Packages packages, Patience patience) {
    this.jdbc = jdbc;
    this.packages = packages;
    this.patience = patience;
  }

  /** Comes before capture is put in order: whoever judges by the old words waits for nobody. */
  void rewrite(@Observes @Priority(Interceptor.Priority.APPLICATION) PackageActivating event) {
    ApplicationPackage next = event.logic().definition();
    Optional<ApplicationPackage> before =
        packages.active(next.application()).map(CompiledPackage::definition);
    if (before.isPresent() && (isEvolved(before.get()) || isEvolved(next))) {
      patience.limit(LONGEST_WAIT);
      packages.waitForHolders(next.application());
      event.rewrote(rewrite(next, InForce.upcast(packages, next)));
    }
  }

  private static boolean isEvolved(ApplicationPackage definition) {
    return !definition.evolution().steps().isEmpty();
  }

  /** Cases of one type in the words of one version. */
  private record Words(String type, String version) {}

  private record Stored(UUID id, Content content) {}

  private long rewrite(ApplicationPackage next, Upcast upcast) {
    List<Words> words =
        jdbc.list(
            WORDS,
            row -> new Words(row.getString("type"), row.getString("package_version")),
            next.application());
    long rewritten = 0;
    for (Words some : words) {
      if (upcast.differs(some.type(), some.version())) {
        rewritten += rewrite(next, upcast, some);
      }
    }
    return rewritten;
  }

  private long rewrite(ApplicationPackage next, Upcast upcast, Words words) {
    long rewritten = 0;
    List<Stored> some = after(next, words, BEFORE_ALL);
    while (!some.isEmpty()) {
      List<Stored> reworded = new ArrayList<>();
      for (Stored each : some) {
        reworded.add(
            new Stored(each.id(), upcast.reword(words.type(), words.version(), each.content())));
      }
      rewritten += write(next, reworded);
      some = after(next, words, some.get(some.size() - 1).id());
    }
    return rewritten;
  }

  private List<Stored> after(ApplicationPackage next, Words words, UUID last) {
    return jdbc.list(
        NEXT,
        row ->
            new Stored(
                Sql.requiredUuid(row, "id"),
                new Content(row.getString("stage"), FieldsJson.read(row.getString("fields")))),
        next.application(),
        words.type(),
        words.version(),
        last);
  }

  private long write(ApplicationPackage next, List<Stored> reworded) {
    return jdbc.update(
        WRITE,
        next.version(),
        Sql.column(reworded, each -> each.id().toString()),
        Sql.column(reworded, each -> each.content().stage()),
        Sql.column(reworded, each -> FieldsJson.of(each.content().fields())));
  }
}
