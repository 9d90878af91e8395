package dev.holdfast.rest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;

@AnalyzeClasses(
    packages = "dev.holdfast.rest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyFacades =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.holdfast.server..internal..")
          .because("resources see a feature's api only: add what is missing to the facade there");

  @ArchTest
  static final ArchRule thin =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.sql..", "jakarta.transaction..", "org.hibernate..")
          .because("the API has no logic and no SQL: move it into the feature's facade");

  @ArchTest
  static final ArchRule named =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .haveSimpleNameEndingWith("Resource")
          .because("whoever looks for a path looks for *Resource: rename the class");
}
