package dev.holdfast.cli.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.reader.CheckedPackage;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoApplicationTest {

  private static List<DemoApplication> all() {
    return DemoApplication.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void thereIsNothingToSayAgainstItsPackage(DemoApplication application) throws PackageException {
    CheckedPackage checked = checked(application);
    ApplicationPackage definition = checked.logic().definition();

    assertThat(checked.warnings()).isEmpty();
    assertThat(definition.application()).isEqualTo(application.name());
    assertThat(definition.version()).isEqualTo(DemoPackage.VERSION);
    assertThat(definition.tables().values())
        .allMatch(table -> table.source().startsWith(application.schema() + '.'));
    assertThat(application.users())
        .allMatch(user -> definition.roles().contains(user.role()))
        .allMatch(
            user -> definition.userAttributes().keySet().containsAll(user.attributes().keySet()))
        .extracting(DemoUser::name)
        .contains(application.planner());
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsPlannedCanBePlanned(DemoApplication application) throws PackageException {
    ApplicationPackage definition = checked(application).logic().definition();
    List<ActionSubmission> planned = application.plan(Clock.systemUTC());

    assertThat(planned)
        .extracting(ActionSubmission::id)
        .hasSizeGreaterThan(20)
        .doesNotHaveDuplicates();
    for (ActionSubmission action : planned) {
      CaseType type = Objects.requireNonNull(definition.cases().get(action.type()));
      CaseType.Action plan = Objects.requireNonNull(type.actions().get(action.name()));
      assertThat(plan.sets()).containsAll(action.fields().keySet());
    }
  }

  @Test
  void homeCareHasAFieldOfEveryTypeAndATableOfEveryStrategy() throws PackageException {
    ApplicationPackage homeCare = checked(new HomeCare()).logic().definition();

    assertThat(homeCare.cases().values().stream().flatMap(type -> deep(type.fields().values())))
        .extracting(CaseType.Field::type)
        .contains(ValueType.values());
    assertThat(homeCare.tables().values())
        .extracting(table -> table.receive())
        .contains(ReceiveStrategy.values());
  }

  @Test
  void homeCareSpeaksGermanAndSpanish() throws PackageException {
    ApplicationPackage homeCare = checked(new HomeCare()).logic().definition();

    assertThat(homeCare.labels().in(List.of("de-AT")).label(Subject.caseType("visit")))
        .isEqualTo("Besuch");
    assertThat(homeCare.labels().in(List.of("es")).label(Subject.action("visit", "finish")))
        .isEqualTo("Finalizar");
  }

  private static Stream<CaseType.Field> deep(Collection<CaseType.Field> fields) {
    return fields.stream()
        .flatMap(field -> Stream.concat(Stream.of(field), deep(field.form().fields().values())));
  }

  private static CheckedPackage checked(DemoApplication application) throws PackageException {
    return PackageReader.check(Resources.text(application.name() + ".yaml"));
  }
}
