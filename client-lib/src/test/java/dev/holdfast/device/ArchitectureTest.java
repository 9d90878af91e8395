package dev.holdfast.device;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The library's boundaries. */
@AnalyzeClasses(
    packages = "dev.holdfast.device",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] API = {
    "dev.holdfast.device",
    "dev.holdfast.device.api",
    "dev.holdfast.device.engine",
    "dev.holdfast.device.keys",
    "dev.holdfast.device.transport"
  };

  private static final String[] KERNEL = {
    "dev.holdfast.kernel.app",
    "dev.holdfast.kernel.casework",
    "dev.holdfast.kernel.policy",
    "dev.holdfast.kernel.wire"
  };

  /** What SQLCipher has beside SQLite. */
  private static final String[] CIPHER_WORDS = {
    "PRAGMA key",
    "PRAGMA rekey",
    "PRAGMA cipher",
    "cipher_",
    "sqlcipher_",
    "=sqlcipher",
    "jdbc:sqlite",
    "VACUUM INTO",
    "ATTACH "
  };

  /** What an engine's connections have to do. */
  private static final Set<String> JDBC =
      Set.of(
          "Connection.close",
          "Connection.createStatement",
          "Connection.prepareStatement",
          "ParameterMetaData.getParameterCount",
          "PreparedStatement.close",
          "PreparedStatement.executeQuery",
          "PreparedStatement.executeUpdate",
          "PreparedStatement.getParameterMetaData",
          "PreparedStatement.setInt",
          "PreparedStatement.setLong",
          "PreparedStatement.setObject",
          "PreparedStatement.setString",
          "ResultSet.close",
          "ResultSet.getBoolean",
          "ResultSet.getBytes",
          "ResultSet.getInt",
          "ResultSet.getLong",
          "ResultSet.getMetaData",
          "ResultSet.getObject",
          "ResultSet.getString",
          "ResultSet.next",
          "ResultSetMetaData.getColumnCount",
          "ResultSetMetaData.getColumnLabel",
          "Statement.close",
          "Statement.execute",
          "Statement.executeQuery");

  /** In class files strings are as they are. */
  private static ArchCondition<JavaClass> nameAnyOf(String... words) {
    return new ArchCondition<>("name any of " + String.join(", ", words)) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String bytes = bytes(type);
        for (String word : words) {
          events.add(
              new SimpleConditionEvent(
                  type, bytes.contains(word), type.getName() + " names " + word));
        }
      }
    };
  }

  private static String bytes(JavaClass type) {
    try {
      return new String(
          Files.readAllBytes(Path.of(type.getSource().orElseThrow().getUri())),
          StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArchCondition<JavaClass> nameOnly(String[] api, String[] kernel) {
    Set<String> allowed =
        Stream.of(api, kernel).flatMap(Arrays::stream).collect(Collectors.toUnmodifiableSet());
    return new ArchCondition<>("name only what applications may use") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMember member : type.getAllMembers()) {
          boolean isShown =
              member.getModifiers().contains(JavaModifier.PUBLIC)
                  || member.getModifiers().contains(JavaModifier.PROTECTED);
          if (isShown && member.getOwner().getPackageName().startsWith("dev.holdfast")) {
            named(member)
                .filter(named -> named.getPackageName().startsWith("dev.holdfast"))
                .filter(named -> !allowed.contains(named.getPackageName()))
                .forEach(
                    named ->
                        events.add(
                            SimpleConditionEvent.violated(
                                member, member.getFullName() + " names " + named.getName())));
          }
        }
      }
    };
  }

  private static Stream<JavaClass> named(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream().map(JavaClass::getBaseComponentType);
  }

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
          .layer("protocol")
          .definedBy("..device.protocol..")
          .layer("keys")
          .definedBy("..device.keys..")
          .layer("engine")
          .definedBy("..device.engine..")
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
          .mayOnlyBeAccessedByLayers("door", "sync", "protocol")
          .whereLayer("protocol")
          .mayOnlyBeAccessedByLayers("door", "sync")
          .whereLayer("keys")
          .mayOnlyBeAccessedByLayers("door", "store")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("door", "query", "store")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers(
              "door", "sync", "queue", "query", "store", "protocol", "transport", "keys")
          .as(
              "door, sync, queue and query, store, protocol, transport, keys and engine, api: each may use only what is below it."
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
  static final ArchRule NOTHING_IS_LOOKED_UP_BY_ITS_NAME =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(Class.class)))
                  .and(target(nameMatching("forName|newInstance|getDeclared.*|getMethods?"))))
          .orShould()
          .callMethodWhere(target(nameMatching("setAccessible|trySetAccessible")))
          .as("No reflection: a shrinker would take away what is looked up by its name");

  @ArchTest
  static final ArchRule THE_API_NAMES_NOTHING_BUT_ITSELF =
      classes()
          .that()
          .resideInAnyPackage(API)
          .and()
          .arePublic()
          .should(nameOnly(API, KERNEL))
          .as(
              "What the API packages (see their package-info) show names their own types, Java's, and"
                  + " those of the kernel's packages app, casework, policy and wire. Applications need"
                  + " nothing else: move the type into api, or don't show it");

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
          .resideInAnyPackage(
              "..device.api..", "..device.transport..", "..device.protocol..", "..device.keys..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..")
          .as("SQL belongs into store, query, queue and sync");

  @ArchTest
  static final ArchRule ONE_PACKAGE_NAMES_THE_DRIVER =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.device.engine.jdbc")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.sqlite..")
          .orShould(nameAnyOf(CIPHER_WORDS))
          .as(
              "Outside of engine.jdbc nothing names SQLite's driver or SQLCipher's words: another"
                  + " platform has others. Ask a StoreEngine");

  @ArchTest
  static final ArchRule OF_JDBC_ONLY_THIS_IS_USED =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.device.engine.jdbc")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "is another method of java.sql",
                  call ->
                      call.getTargetOwner().getPackageName().equals("java.sql")
                          && !call.getTargetOwner().isAssignableTo(Throwable.class)
                          && !JDBC.contains(
                              call.getTargetOwner().getSimpleName() + '.' + call.getName())))
          .as(
              "Who brings an engine for another platform writes what is used of java.sql. Add it to"
                  + " docs/specs/device.md (On Android), to StoreEngineContract and to this list, or"
                  + " do without");

  @ArchTest
  static final ArchRule TIME_IS_GIVEN =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .as("Time comes from the injected Clock");
}
