package dev.holdfast.kernel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.holdfast.kernel",
    importOptions = ImportOption.DoNotIncludeTests.class)
class KernelArchitectureTest {

  @ArchTest
  static final ArchRule RUNS_ON_DEVICES_TOO =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "jakarta..", "javax..", "java.sql..", "java.net..", "java.lang.reflect..")
                  .and(not(resideInAPackage("javax.crypto.."))))
          .because(
              "the kernel runs on every device: take what you need as a parameter or an interface,"
                  + " and let ejb-module or client-lib bring the platform");

  @ArchTest
  static final ArchRule KNOWS_NOBODY_ABOVE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.server..", "dev.holdfast.device..", "dev.holdfast.cli..")
          .because("everybody depends on the kernel: move what both need down here");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices()
          .matching("dev.holdfast.kernel.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "digest < app < rule < reader and digest < app < wire, rule < casework: move the class down");

  @ArchTest
  static final ArchRule CEL_STAYS_BEHIND_ITS_DOORS =
      classes()
          .that()
          .resideOutsideOfPackages("..kernel.rule", "..kernel.reader")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("dev.cel..", "com.google..", "org.snakeyaml..")
          .because("only rule evaluates CEL and only reader parses documents: ask them");

  @ArchTest
  static final ArchRule NOBODY_READS_THE_CLOCK =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because(
              "the same input must give the same result on both sides: take the time as a parameter");
}
