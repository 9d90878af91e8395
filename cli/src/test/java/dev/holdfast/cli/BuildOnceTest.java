package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script's build, with programs that play Maven and Java. */
class BuildOnceTest {
  private static final List<String> TOOLS =
      List.of(
          "bash", "cat", "cksum", "cmp", "comm", "cut", "dirname", "find", "grep", "head", "id",
          "mkdir", "mkfifo", "mv", "rm", "sed", "sleep", "sort", "tail", "touch", "tr", "xargs");

  /** Says that it has begun, and builds when it is told to. */
  private static final String MVN =
      """
      #!/bin/bash
      if [ "$1" = --version ]; then echo "Apache Maven 3.9.0"; exit; fi
      echo called >>calls
      echo begun >begun
      read -r _ <go
      mkdir -p cli/target/lib ear/target/wildfly
      touch ear/target/holdfast.ear ear/target/wildfly/postgresql.jar ear/target/wildfly-dist-1.zip
      """;

  private static final String JAVA =
      """
      #!/bin/bash
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; fi
      """;

  @TempDir private Path home = Path.of("unset");

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @BeforeEach
  void makeSources() throws IOException, InterruptedException {
    Files.copy(Path.of("..", "holdfast"), home.resolve("holdfast"));
    Files.writeString(home.resolve("pom.xml"), "<version.wildfly>1</version.wildfly>\n");
    for (String module :
        "kernel hooks-api s3-server ejb-module rest-api web-admin ear client-lib desktop cli"
            .split(" ", -1)) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), module);
    }
    Path bin = Files.createDirectory(home.resolve("bin"));
    for (String tool : TOOLS) {
      link(bin, tool);
    }
    program(bin.resolve("mvn"), MVN);
    program(bin.resolve("java"), JAVA);
    program(bin.resolve("javac"), JAVA);
    new ProcessBuilder("mkfifo", "begun", "go").directory(home.toFile()).start().waitFor();
  }

  private static void link(Path bin, String tool) throws IOException {
    Path program = Path.of("/usr/bin", tool);
    Files.createSymbolicLink(
        bin.resolve(tool), Files.exists(program) ? program : Path.of("/bin", tool));
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process holdfast() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", "holdfast", "status").directory(home.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", home.resolve("bin").toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  @ParameterizedTest(name = "with flock: {0}")
  @ValueSource(booleans = {true, false})
  void whoeverComesDuringABuildWaitsForItAndFindsItDone(boolean flock)
      throws IOException, InterruptedException {
    if (flock) {
      link(home.resolve("bin"), "flock");
    }
    Process first = holdfast();
    assertThat(Files.readString(home.resolve("begun"))).isEqualTo("begun\n");

    Process second = holdfast();
    BufferedReader told = second.errorReader();
    assertThat(told.readLine()).startsWith("Waiting for another build");
    Files.writeString(home.resolve("go"), "go\n");

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(1);
    assertThat(told.readLine()).isNull();
  }

  @ParameterizedTest(name = "with flock: {0}")
  @ValueSource(booleans = {true, false})
  void aBuildThatWasKilledHoldsUpNobody(boolean flock) throws IOException, InterruptedException {
    if (flock) {
      link(home.resolve("bin"), "flock");
    }
    Process killed = holdfast();
    Files.readString(home.resolve("begun"));
    List<ProcessHandle> all = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    all.forEach(ProcessHandle::destroyForcibly);

    Process next = holdfast();
    assertThat(Files.readString(home.resolve("begun"))).isEqualTo("begun\n");
    Files.writeString(home.resolve("go"), "go\n");

    assertThat(next.waitFor()).isZero();
  }
}
