package dev.holdfast.server.casework.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.server.casework.internal.CaseFile.Source;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.CaseBeans;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StaleStateException;
import org.junit.jupiter.api.Test;

/** Whoever writes a case, in sets or by JPA, notices everybody else who did. */
class CaseFilesTest {
  private final TestDatabase database = TestDatabase.create();
  private final TestBeans beans = CaseBeans.on(database, List.of(Wired.class));
  private final Wired wired = beans.get(Wired.class);
  private final UUID id = UUID.randomUUID();

  @Test
  void manyChangesAreOneWriteWithTheLastStateAndVersion() {
    UUID other = UUID.randomUUID();
    beans.inTransaction(
        () -> {
          CaseFiles files = files();
          assertThat(put(files, "a")).isEqualTo(1);
          assertThat(put(files, "b")).isEqualTo(2);
          files.put("app", state(other, "other"), source());
          files.write();
          return files;
        });
    beans.inTransaction(
        () -> {
          CaseFiles files = files();
          assertThat(put(files, "c")).isEqualTo(3);
          assertThat(put(files, "d")).isEqualTo(4);
          files.write();
          return files;
        });

    assertThat(note(id)).isEqualTo("d 4");
    assertThat(note(other)).isEqualTo("other 1");
  }

  @Test
  void aChangeByAnotherTransactionSinceItWasReadFailsTheWriteAndLosesNothing() {
    create();

    assertThatThrownBy(
            () ->
                beans.inTransaction(
                    () -> {
                      CaseFiles files = files();
                      put(files, "mine");
                      change("theirs");
                      files.write();
                      return files;
                    }))
        .isInstanceOf(OptimisticLockException.class);

    assertThat(note(id)).isEqualTo("theirs 2");
  }

  @Test
  void whatJpaChangesIsNoticedHere() {
    create();

    assertThatThrownBy(
            () ->
                beans.inTransaction(
                    () -> {
                      CaseFiles files = files();
                      put(files, "mine");
                      beans.inTransaction(this::byJpa);
                      files.write();
                      return files;
                    }))
        .isInstanceOf(OptimisticLockException.class);

    assertThat(note(id)).isEqualTo("first 2");
  }

  @Test
  void whatIsChangedHereJpaNotices() {
    create();

    assertThatThrownBy(
            () ->
                beans.inTransaction(
                    () -> {
                      CaseFile managed = byJpa();
                      change("mine");
                      return managed;
                    }))
        .isInstanceOf(StaleStateException.class);

    assertThat(note(id)).isEqualTo("mine 2");
  }

  @Test
  void aCaseThatIsChangedHereIsNotWrittenByJpaToo() {
    create();

    beans.inTransaction(
        () -> {
          CaseFiles files = files();
          put(files, "never written");
          return files;
        });

    assertThat(note(id)).isEqualTo("first 1");
  }

  @Test
  void aVersionThatTheServerHasLostIsNobodysOwn() {
    UUID device = UUID.randomUUID();
    Source here = new Source(UUID.randomUUID(), device, "1.0.0", source().at());
    CaseFile file = new CaseFile("app", state(id, "first"), here);
    file.change(state(id, "second"), here);

    assertThat(file.changedOnlyBy(device, 1)).as("its own chain").isTrue();
    assertThat(file.changedOnlyBy(device, 2)).isTrue();
    assertThat(file.changedOnlyBy(device, 3)).as("of a lost history").isFalse();
  }

  private void create() {
    change("first");
  }

  private void change(String note) {
    beans.inTransaction(
        () -> {
          CaseFiles files = files();
          put(files, note);
          files.write();
          return files;
        });
  }

  private CaseFile byJpa() {
    return wired.entities.find(CaseFile.class, id, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
  }

  private CaseFiles files() {
    return new CaseFiles(wired.entities, wired.jdbc, List.of(id));
  }

  private long put(CaseFiles files, String note) {
    return files.put("app", state(id, note), source());
  }

  private static CaseState state(UUID id, String note) {
    return new CaseState(id, "type", "open", false, 0, null, Map.of("note", note));
  }

  private static Source source() {
    return new Source(UUID.randomUUID(), null, "1.0.0", Instant.parse("2026-11-25T10:00:00Z"));
  }

  private String note(UUID of) {
    return database
        .jdbc()
        .one(
            "SELECT (fields->>'note') || ' ' || version FROM holdfast.case_file WHERE id = ?",
            row -> row.getString(1),
            of)
        .orElseThrow();
  }

  /** What the container gives to beans. */
  static final class Wired {
    @PersistenceContext private EntityManager entities;
    @Inject private Jdbc jdbc;
  }
}
