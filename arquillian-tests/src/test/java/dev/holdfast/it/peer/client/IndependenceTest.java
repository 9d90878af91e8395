package dev.holdfast.it.peer.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The foreign client stays foreign. */
@AnalyzeClasses(packages = "dev.holdfast.it.peer")
class IndependenceTest {

  @ArchTest
  static final ArchRule THE_CLIENT_IS_OF_THE_JDK_AND_A_JSON_LIBRARY =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.it.peer.client")
          .and()
          .haveSimpleNameNotEndingWith("Test")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.it.peer.client",
              "java..",
              "com.fasterxml.jackson..",
              "org.jspecify.annotations")
          .because(
              "it shows that the published documents are enough to write a client; what it needs"
                  + " to know belongs there");

  @ArchTest
  static final ArchRule ITS_TESTS_DO_NOT_KNOW_OUR_OWN_CLIENT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.kernel..", "dev.holdfast.device..", "dev.holdfast.server..")
          .because("what they expect is what the documents say, or SQL of their own");
}
