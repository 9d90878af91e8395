package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cli.CommandException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A start seen by status and down")
class ShutdownTest {
  @TempDir Path temp = Path.of("");

  private DataDirectory data() {
    return DataDirectory.of(temp);
  }

  @BeforeEach
  void prepare() throws CommandException {
    data().prepare();
  }

  private void shutDown() throws CommandException {
    new Shutdown(data(), new Progress(new PrintWriter(new StringWriter()))).run();
  }

  @Test
  @DisplayName("is told with its step before there is any server")
  void step() throws CommandException {
    StateKeeper keeper = StateKeeper.claim(data(), 8080);

    keeper.update(state -> state.at("Unpacking PostgreSQL"));

    Status status = Status.of(data(), data().readState().orElseThrow());
    assertThat(status.toLine()).isEqualTo("Holdfast is starting (Unpacking PostgreSQL).");
    assertThat(status.database()).isNull();
  }

  @Test
  @DisplayName("is ended by down")
  void ended() throws CommandException {
    Process supervisor = ProcessRefTest.sleep();
    StateKeeper keeper = StateKeeper.claim(data(), 8080);
    keeper.update(state -> state.supervisedBy(ProcessRef.of(supervisor.toHandle())));

    shutDown();

    assertThat(supervisor.isAlive()).isFalse();
    assertThat(data().readState().orElseThrow().phase()).isEqualTo(ServerState.Phase.DOWN);
  }

  @Test
  @DisplayName("does not begin when down came between its entry and its process")
  void overtaken() throws CommandException {
    data().writeState(DataDirectoryTest.state().stopped());

    assertThatThrownBy(() -> StateKeeper.resume(data()))
        .isInstanceOf(CommandException.class)
        .hasMessage("Stopped while it started");
  }

  @Test
  @DisplayName("goes no step further once it was stopped")
  void nothingAfterTheEnd() throws CommandException {
    StateKeeper keeper = StateKeeper.claim(data(), 8080);

    keeper.end();

    assertThatThrownBy(() -> keeper.update(state -> state.at("Making the database")))
        .hasMessage("Stopped while it started");
    assertThat(data().readState().orElseThrow().phase()).isEqualTo(ServerState.Phase.DOWN);
  }
}
