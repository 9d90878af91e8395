package dev.holdfast.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.holdfast.desktop",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule IT_USES_WHAT_ANY_APPLICATION_MAY_USE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.desktop..",
              "dev.holdfast.device",
              "dev.holdfast.device.api",
              "dev.holdfast.device.keys",
              "dev.holdfast.device.transport",
              "dev.holdfast.kernel.app",
              "dev.holdfast.kernel.casework",
              "dev.holdfast.kernel.policy",
              "dev.holdfast.kernel.wire",
              "com.formdev.flatlaf..",
              "org.slf4j..",
              "org.jspecify..",
              "java..",
              "javax.swing..",
              "javax.accessibility..")
          .as(
              "The window is the reference of what an application can do. If the library's API lacks"
                  + " something, add it there");

  @ArchTest
  static final ArchRule ONLY_VIEWS_DRAW =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.holdfast.desktop", "dev.holdfast.desktop.view..", "dev.holdfast.desktop.task..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.swing..", "java.awt..", "com.formdev.flatlaf..")
          .as(
              "What a screen shows is said without Swing, so that it is tested without a display:"
                  + " only view draws");

  @ArchTest
  static final ArchRule PRESENTERS_DO_NOT_KNOW_VIEWS =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.holdfast.desktop", "dev.holdfast.desktop.view..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.desktop.view..")
          .as("Views listen to presenters, never the other way");

  @ArchTest
  static final ArchRule VIEWS_DO_NOT_TOUCH_THE_DEVICE =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.desktop.view..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.holdfast.device.Holdfast")
          .as("A view that asked the store would make the window wait: ask a presenter");

  @ArchTest
  static final ArchRule TIME_IS_GIVEN =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .as("Time comes from the injected Clock");
}
