package dev.holdfast.device;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The library's boundaries. */
@AnalyzeClasses(
    packages = "dev.holdfast.device",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_LIE_ON_ONE_ANOTHER =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("door")
          .definedBy("dev.holdfast.device")
          .layer("sync")
          .definedBy("..device.sync..")
          .layer("queue")
          .definedBy("..device.queue..")
          .layer("query")
          .definedBy("..device.query..")
          .layer("store")
          .definedBy("..device.store..")
          .layer("transport")
          .definedBy("..device.transport..")
          .layer("keys")
          .definedBy("..device.keys..")
          .layer("api")
          .definedBy("..device.api..")
          .whereLayer("door")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sync")
          .mayOnlyBeAccessedByLayers("door")
          .whereLayer("queue")
          .mayOnlyBeAccessedByLayers("door", "sync")
          .whereLayer("query")
          .mayOnlyBeAccessedByLayers("door")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("door", "sync", "queue", "query")
          .whereLayer("transport")
          .mayOnlyBeAccessedByLayers("door", "sync")
          .whereLayer("keys")
          .mayOnlyBeAccessedByLayers("door", "store")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("door", "sync", "queue", "query", "store", "transport", "keys")
          .as(
              "door, sync, queue and query, store, transport and keys, api: each may use only what is below it."
                  + " Move what both need down, or pass it in as an argument");

  @ArchTest
  static final ArchRule IT_RUNS_ON_ANDROID =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "jakarta..", "javax.sql..", "java.lang.reflect..")
          .as(
              "No Jakarta, java.net.http or reflection: Android has no such thing. Use a Transport");

  @ArchTest
  static final ArchRule SALVAGE_KNOWS_FILES_AND_NOT_THE_STORE =
      noClasses()
          .that()
          .resideInAPackage("..device.store.salvage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.device.store", "java.sql..", "org.sqlite..")
          .as("Salvage reads bytes. What rows mean is told by the store, see Salvage");

  @ArchTest
  static final ArchRule SQL_STAYS_WITH_THE_STORE_AND_ITS_USERS =
      noClasses()
          .that()
          .resideInAnyPackage("..device.api..", "..device.transport..", "..device.keys..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..")
          .as("SQL belongs into store, query, queue and sync");

  @ArchTest
  static final ArchRule TIME_IS_GIVEN =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .as("Time comes from the injected Clock");
}
