package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.CommandException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemainsTest {
  @TempDir Path temp = Path.of("");

  private final Process wildfly = ProcessRefTest.sleep();
  private final FakeDatabase database = new FakeDatabase();

  private DataDirectory data() {
    return DataDirectory.of(temp);
  }

  @BeforeEach
  void prepare() throws CommandException {
    data().prepare();
  }

  @AfterEach
  void end() {
    wildfly.destroyForcibly();
    database.process.destroyForcibly();
  }

  @Test
  @DisplayName("servers whose supervisor was killed are ended")
  void orphans() throws CommandException {
    ServerState killed = state(ProcessRef.of(wildfly.toHandle()), database.ref());

    assertThat(new Remains(data()).end(killed, database)).isTrue();

    assertThat(wildfly.isAlive()).isFalse();
    assertThat(database.stopped).isTrue();
  }

  @Test
  @DisplayName("a process that has taken over a remembered id is left alone")
  void recycledId() throws CommandException {
    ProcessRef real = ProcessRef.of(wildfly.toHandle());
    ServerState recycled =
        state(new ProcessRef(real.pid(), real.startedAt().minusSeconds(3600)), null);

    assertThat(new Remains(data()).end(recycled, database)).isFalse();

    assertThat(wildfly.isAlive()).isTrue();
    assertThat(database.stopped).isFalse();
  }

  @Test
  @DisplayName(
      "a database server that was started but not yet remembered is found by its lock file")
  void notRemembered() throws CommandException {
    database.locked = true;

    assertThat(new Remains(data()).end(state(null, null), database)).isTrue();

    assertThat(database.stopped).isTrue();
  }

  @Test
  @DisplayName("where nothing ran there is nothing to end")
  void nothing() throws CommandException {
    assertThat(new Remains(data()).end(state(null, null), database)).isFalse();
  }

  private static ServerState state(@Nullable ProcessRef wildfly, @Nullable ProcessRef postgres) {
    ServerState up = DataDirectoryTest.state();
    return new ServerState(
        ServerState.Phase.UP,
        null,
        List.of(new NodeState(8081, 9991, null), new NodeState(8080, 9990, wildfly)),
        up.databasePort(),
        up.supervisor(),
        postgres);
  }

  /** A database server that is a sleeping process. */
  private static final class FakeDatabase implements DatabaseServer {
    private final Process process = ProcessRefTest.sleep();
    private boolean locked;
    private boolean stopped;

    private ProcessRef ref() {
      return ProcessRef.of(process.toHandle());
    }

    @Override
    public Optional<ProcessHandle> orphan() {
      return locked ? Optional.of(process.toHandle()) : Optional.empty();
    }

    @Override
    public void stop() {
      stopped = true;
      process.destroyForcibly();
    }
  }
}
