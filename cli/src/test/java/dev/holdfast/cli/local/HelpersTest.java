package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of what runs in a data directory, down")
class HelpersTest {
  @TempDir Path temp = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private DataDirectory data() {
    return DataDirectory.of(temp);
  }

  /** A shell of this name that waits for its input, with these arguments. */
  private Process waiting(String program, String... arguments) throws IOException {
    Path path = temp.resolve(program);
    Files.createDirectories(path.resolveSibling("."));
    Files.copy(Path.of("/bin/sh"), path);
    List<String> command = new ArrayList<>(List.of(path.toString(), "-c", "read line"));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private String unpacked(String file) {
    return WildflyHome.temporary(data()).resolve(file).toString();
  }

  @Test
  @DisplayName("leaves alone what a person started")
  void foreign() throws IOException {
    Process psql = waiting("postgresql/software-1/bin/psql");
    Process editor = waiting("editor", unpacked("standalone.xml"));
    Process otherJava = waiting("other/java", unpacked("standalone.xml"), "org.example.Viewer");

    assertThat(Helpers.endOrphans(data())).isFalse();

    assertThat(started).containsExactly(psql, editor, otherJava).allMatch(Process::isAlive);
  }

  @Test
  @DisplayName("ends what up had started")
  void own() throws IOException {
    Process initdb = waiting("postgresql/software-1/bin/initdb");
    Process bootstrap = waiting("postgresql/software-1/bin/postgres");
    Process configuring = waiting("java", unpacked("w/jboss-modules.jar"), "org.jboss.as.cli");

    assertThat(Helpers.endOrphans(data())).isTrue();

    assertThat(started).containsExactly(initdb, bootstrap, configuring).noneMatch(Process::isAlive);
  }
}
