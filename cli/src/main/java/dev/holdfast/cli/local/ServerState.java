package dev.holdfast.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a local server beyond the life of the process that started it.
 *
 * @param phase where it stands
 * @param step what is being done while it starts
 * @param httpPort port of console and API
 * @param managementPort WildFly's management port
 * @param databasePort PostgreSQL's port; kept when the server is down, so that the next start can
 *     use it again
 * @param supervisor the process that owns the others
 * @param wildfly WildFly, once started
 * @param postgres PostgreSQL, once started
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServerState(
    Phase phase,
    @Nullable String step,
    int httpPort,
    int managementPort,
    int databasePort,
    @Nullable ProcessRef supervisor,
    @Nullable ProcessRef wildfly,
    @Nullable ProcessRef postgres) {

  /** Where a server stands; in JSON in lower case. */
  public enum Phase {
    @JsonProperty("starting")
    STARTING,
    @JsonProperty("up")
    UP,
    @JsonProperty("down")
    DOWN
  }

  /**
   * The state of a server that this process begins to start. What is remembered of an earlier run
   * stays until somebody has ended what is left of it.
   */
  static ServerState claimed(Optional<ServerState> earlier, int httpPort, ProcessRef supervisor) {
    return new ServerState(
        Phase.STARTING,
        null,
        httpPort,
        earlier.map(ServerState::managementPort).orElse(0),
        earlier.map(ServerState::databasePort).orElse(0),
        supervisor,
        earlier.map(ServerState::wildfly).orElse(null),
        earlier.map(ServerState::postgres).orElse(null));
  }

  /** The state of a directory whose file is missing or damaged. */
  static ServerState unknown() {
    return new ServerState(Phase.DOWN, null, 0, 0, 0, null, null, null);
  }

  /** The same with nothing left of an earlier run. */
  ServerState withoutServers() {
    return new ServerState(
        phase, step, httpPort, managementPort, databasePort, supervisor, null, null);
  }

  /** The same at another step of its start. */
  ServerState at(String next) {
    return new ServerState(
        phase, next, httpPort, managementPort, databasePort, supervisor, wildfly, postgres);
  }

  /** The same in the hands of another process. */
  ServerState supervisedBy(ProcessRef process) {
    return new ServerState(
        phase, step, httpPort, managementPort, databasePort, process, wildfly, postgres);
  }

  /** The same with these ports. */
  ServerState withPorts(int management, int database) {
    return new ServerState(
        phase, step, httpPort, management, database, supervisor, wildfly, postgres);
  }

  /** The same in another phase, at no step. */
  public ServerState in(Phase next) {
    return new ServerState(
        next, null, httpPort, managementPort, databasePort, supervisor, wildfly, postgres);
  }

  /** The same with WildFly running. */
  public ServerState withWildfly(ProcessRef process) {
    return new ServerState(
        phase, step, httpPort, managementPort, databasePort, supervisor, process, postgres);
  }

  /** The same with PostgreSQL running. */
  public ServerState withPostgres(ProcessRef process) {
    return new ServerState(
        phase, step, httpPort, managementPort, databasePort, supervisor, wildfly, process);
  }

  /** The ports of a server that is down. */
  public ServerState stopped() {
    return new ServerState(
        Phase.DOWN, null, httpPort, managementPort, databasePort, null, null, null);
  }

  /** Whether somebody takes care of it: its supervisor runs. */
  @JsonIgnore
  public boolean isSupervised() {
    return supervisor != null && supervisor.alive();
  }

  /** Whether this process is its supervisor. */
  @JsonIgnore
  boolean isSupervisedBy(ProcessRef process) {
    return supervisor != null && supervisor.pid() == process.pid() && supervisor.alive();
  }

  /** Whether it is up with all its processes. */
  @JsonIgnore
  public boolean isUp() {
    return phase == Phase.UP
        && Stream.of(supervisor, wildfly, postgres).allMatch(p -> p != null && p.alive());
  }

  /** Where people and programs reach it. */
  @JsonIgnore
  public String url() {
    return "http://localhost:" + httpPort;
  }
}
