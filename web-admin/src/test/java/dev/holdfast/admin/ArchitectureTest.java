package dev.holdfast.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Named;

@AnalyzeClasses(packages = "dev.holdfast.admin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PAGES_TALK_TO_FACADES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.server..internal..", "jakarta.persistence..", "java.sql..")
          .because(
              "the console is thin: add what the page needs to the feature's api package and call"
                  + " that");

  @ArchTest
  static final ArchRule FEATURES_STAND_ALONE =
      slices()
          .matching("dev.holdfast.admin.(*)..")
          .should()
          .beFreeOfCycles()
          .because("what two pages share belongs into shell");

  @ArchTest
  static final ArchRule BEANS_HAVE_PLAIN_NAMES =
      classes()
          .that()
          .areAnnotatedWith(Named.class)
          .should()
          .haveSimpleNameNotEndingWith("Bean")
          .because("a page calls its bean by what it is for: devicePage, orderForm");
}
