package dev.holdfast.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Who may use whom on the server. */
@AnalyzeClasses(
    packages = ArchitectureTest.SERVER,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  static final String SERVER = "dev.holdfast.server";

  /** Feature to the features whose api it may use, beside platform. There is no circle. */
  static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("platform", Set.of()),
          Map.entry("history", Set.of()),
          Map.entry("identity", Set.of("history")),
          Map.entry("packages", Set.of("history")),
          Map.entry("tables", Set.of("packages")),
          Map.entry("contents", Set.of("packages", "history")),
          Map.entry("casework", Set.of("identity", "packages", "history", "contents")),
          Map.entry("hooks", Set.of("casework", "history")),
          Map.entry("workbasket", Set.of("casework", "identity", "history", "contents")),
          Map.entry(
              "archive",
              Set.of(
                  "identity",
                  "packages",
                  "casework",
                  "hooks",
                  "workbasket",
                  "history",
                  "contents")),
          Map.entry(
              "sync",
              Set.of("identity", "packages", "tables", "casework", "workbasket", "contents")),
          Map.entry("fleet", Set.of("sync", "identity", "packages", "history")),
          Map.entry(
              "operations",
              Set.of(
                  "history",
                  "identity",
                  "packages",
                  "tables",
                  "casework",
                  "workbasket",
                  "archive",
                  "sync",
                  "fleet")));

  @ArchTest
  static final ArchRule FEATURES_USE_ONLY_WHAT_THE_TABLE_ALLOWS =
      ArchRuleDefinition.classes()
          .should(useOnlyWhatTheTableAllows())
          .because(
              "features build on each other without a circle; to call upwards, declare an interface"
                  + " in your api that the other feature implements, or fire a CDI event");

  @ArchTest
  static final ArchRule THE_WEB_IS_ABOVE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.faces..", "jakarta.servlet..")
          .because("use cases don't know who calls them; put it into rest-api or web-admin");

  @ArchTest
  static final ArchRule THE_TIME_IS_INJECTED =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVER + ".platform..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a wall clock is made for use",
                  call ->
                      call.getTargetOwner().isEquivalentTo(Clock.class)
                          && call.getName().startsWith("system")
                          && !call.getOrigin().getName().equals("<init>")))
          .because("tests turn the clock; inject java.time.Clock");

  @ArchTest
  static final ArchRule EXPORTS_HOLD_NO_TRANSACTION =
      ArchRuleDefinition.methods()
          .that()
          .haveNameMatching("export((Whole)?Csv|Json|Pdf)")
          .and()
          .areDeclaredInClassesThat()
          .areNotInterfaces()
          .should()
          .beAnnotatedWith(
              DescribedPredicate.describe(
                  "@TransactionAttribute(NOT_SUPPORTED)",
                  annotation ->
                      annotation.getRawType().isEquivalentTo(TransactionAttribute.class)
                          && annotation.as(TransactionAttribute.class).value()
                              == TransactionAttributeType.NOT_SUPPORTED))
          .because(
              "an export takes as long as its reader; read it by platform.api.Parts, without a"
                  + " transaction");

  private static ArchCondition<JavaClass> useOnlyWhatTheTableAllows() {
    return new ArchCondition<>("use only the api of the features that they build on") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        user.getDirectDependenciesFromSelf()
            .forEach(
                dependency -> {
                  JavaClass used = dependency.getTargetClass();
                  if (!allowed(user, used)) {
                    events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                  }
                });
      }
    };
  }

  private static boolean allowed(JavaClass user, JavaClass used) {
    if (!used.getPackageName().startsWith(SERVER + '.')) {
      return true;
    }
    String mine = feature(user);
    String theirs = feature(used);
    boolean api = used.getPackageName().startsWith(SERVER + '.' + theirs + ".api");
    Set<String> below = MAY_USE.getOrDefault(mine, Set.of());
    return mine.equals(theirs) || api && (theirs.equals("platform") || below.contains(theirs));
  }

  private static String feature(JavaClass type) {
    return type.getPackageName().substring(SERVER.length() + 1).split("\\.", 2)[0];
  }
}
