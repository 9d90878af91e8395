package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.app.Definitions;
import dev.holdfast.kernel.app.PackageException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scopes of children that speak of their parent. */
class ParentScopeTest {
  private static final String OWN = "{what: {type: text}}\n    scope: case.assignee == user.name";
  private static final String THROUGH =
      "{what: {type: text}}\n    scope: case.parent.worklist in user.worklists";

  /** Another type whose cases can have incidents; its worklist is one, its note is a number. */
  private static final String SHIFT =
      """
        shift:
          fields: {note: {type: integer}}
          children: [incident]
          scope: case.worklist in user.worklists
          stages: [open, closed]
          actions:
            begin: {creates: open, by: nurse, sets: [note, worklist]}
            end: {from: open, to: closed, completes: true, by: nurse}
      """;

  @Test
  void aChildIsInTheBucketsThatItsParentGivesIt() {
    ApplicationPackage visits = Visits.logic(OWN, THROUGH).definition();

    assertThat(Buckets.of(visits, "incident", Visits.NILS))
        .extracting(BucketName::terms)
        .containsExactly("parent.worklist=south", "parent.worklist=north");
    assertThat(visits.leadsToParent("incident", "parent")).isTrue();
    assertThat(visits.leadsToParent("visit", "parent")).isFalse();
    assertThat(visits.unitBehind("incident", "parent")).isEqualTo("visit");
    assertThat(Definitions.digest(visits, "incident"))
        .isNotEqualTo(Definitions.digest(Visits.logic().definition(), "incident"));
  }

  @Test
  void whateverTypeTheParentIsOfThePathMeansTheSame() {
    assertThat(refused(THROUGH, SHIFT)).isNull();
    assertThat(refused(THROUGH.replace("worklist in user.worklists", "note == 'x'"), SHIFT))
        .isEqualTo("unknown-path: 'parent.note' is not the same in visit and shift.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "case.parent.worklists in user.worklists | unknown-path | There is no field 'worklists'. Did you mean 'worklist'?",
        "case.parent.note.state == 'x' | unknown-path | is no reference, there is nothing behind it.",
        "case.parent.parent.worklist in user.worklists | unknown-path | There is no field 'parent'.",
        "case.parent.worklist == user.worklists | bad-scope | user.worklists has many values: compare with in.",
      })
  void saysWhatIsWrongWithAPathThroughTheParent(String scope, String code, String message) {
    assertThat(refused(THROUGH.replace("case.parent.worklist in user.worklists", scope), ""))
        .startsWith(code + ": ")
        .contains(message);
  }

  @Test
  void aCaseThatIsNobodysChildHasNoParentToSpeakOf() {
    String document =
        Visits.yaml().replace("case.worklist in user.worklists]", "case.parent.note == user.name]");
    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused.findings())
        .extracting(f -> f.code() + ' ' + textAt(document, f))
        .singleElement()
        .asString()
        .startsWith("unknown-path == user.name");
  }

  /** The first finding of the document with another scope of incidents and more types. */
  private static @Nullable String refused(String scope, String more) {
    PackageException refused =
        catchThrowableOfType(
            PackageException.class,
            () -> PackageReader.read(Visits.yaml().replace(OWN, scope) + more));
    return refused == null
        ? null
        : refused.findings().get(0).code() + ": " + refused.findings().get(0).message();
  }
}
