package dev.holdfast.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a local server beyond the life of the process that started it.
 *
 * @param phase where it stands
 * @param httpPort port of console and API
 * @param managementPort WildFly's management port
 * @param databasePort PostgreSQL's port; kept when the server is down, so that the next start can
 *     use it again
 * @param supervisor the process that owns the others
 * @param wildfly WildFly, once started
 * @param postgres PostgreSQL, once started
 */
public record ServerState(
    Phase phase,
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

  /** The same in another phase. */
  public ServerState in(Phase next) {
    return new ServerState(
        next, httpPort, managementPort, databasePort, supervisor, wildfly, postgres);
  }

  /** The same with WildFly running. */
  public ServerState withWildfly(ProcessRef process) {
    return new ServerState(
        phase, httpPort, managementPort, databasePort, supervisor, process, postgres);
  }

  /** The same with PostgreSQL running. */
  public ServerState withPostgres(ProcessRef process) {
    return new ServerState(
        phase, httpPort, managementPort, databasePort, supervisor, wildfly, process);
  }

  /** The ports of a server that is down. */
  public ServerState stopped() {
    return new ServerState(Phase.DOWN, httpPort, managementPort, databasePort, null, null, null);
  }

  /** Whether somebody takes care of it: its supervisor runs. */
  @JsonIgnore
  public boolean isSupervised() {
    return supervisor != null && supervisor.alive();
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
