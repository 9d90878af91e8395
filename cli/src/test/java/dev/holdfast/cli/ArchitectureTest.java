package dev.holdfast.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.holdfast.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule LOCAL_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.cli.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.cli.admin..", "dev.holdfast.cli.device..")
          .because(
              "a server is started before anybody administers it; move what both need to rest");

  @ArchTest
  static final ArchRule REST_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.cli.rest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.cli.admin..", "dev.holdfast.cli.device..", "dev.holdfast.cli.local..")
          .because("it only talks to the API; pass it what it has to know");

  @ArchTest
  static final ArchRule DEVICE_USES_THE_LIBRARY =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.cli.device..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.cli.admin..", "dev.holdfast.cli.local..")
          .because("the device commands show what client-lib can do by itself");
}
