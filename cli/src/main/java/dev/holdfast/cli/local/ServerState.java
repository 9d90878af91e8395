package dev.holdfast.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a local server beyond the life of the process that started it.
 *
 * @param phase where it stands
 * @param step what is being done while it starts
 * @param nodes its WildFlys; their ports, like the database's, are kept when the server is down, so
 *     that the next start can use them again
 * @param databasePort PostgreSQL's port
 * @param supervisor the process that owns the others
 * @param postgres PostgreSQL, once started
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServerState(
    Phase phase,
    @Nullable String step,
    List<NodeState> nodes,
    int databasePort,
    @Nullable ProcessRef supervisor,
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

  /** A file of an earlier version says nothing of nodes. */
  public ServerState {
    nodes = nodes == null ? List.of() : List.copyOf(nodes);
  }

  /**
   * The state of a server that this process begins to start. What is remembered of an earlier run
   * stays until somebody has ended what is left of it.
   */
  static ServerState claimed(Optional<ServerState> earlier, int httpPort, ProcessRef supervisor) {
    List<NodeState> nodes = new ArrayList<>(earlier.map(ServerState::nodes).orElse(List.of()));
    NodeState first = nodes.isEmpty() ? new NodeState(0, 0, null) : nodes.remove(0);
    nodes.add(0, new NodeState(httpPort, first.managementPort(), first.wildfly()));
    return new ServerState(
        Phase.STARTING,
        null,
        nodes,
        earlier.map(ServerState::databasePort).orElse(0),
        supervisor,
        earlier.map(ServerState::postgres).orElse(null));
  }

  /** The state of a directory whose file is missing or damaged. */
  static ServerState unknown() {
    return new ServerState(Phase.DOWN, null, List.of(), 0, null, null);
  }

  /** The same with nothing left of an earlier run. */
  ServerState withoutServers() {
    return new ServerState(phase, step, stoppedNodes(), databasePort, supervisor, null);
  }

  /** The same at another step of its start. */
  ServerState at(String next) {
    return new ServerState(phase, next, nodes, databasePort, supervisor, postgres);
  }

  /** The same in the hands of another process. */
  ServerState supervisedBy(ProcessRef process) {
    return new ServerState(phase, step, nodes, databasePort, process, postgres);
  }

  /** The same with these nodes, and this port of the database. */
  ServerState with(List<NodeState> others, int database) {
    return new ServerState(phase, step, others, database, supervisor, postgres);
  }

  /** The same in another phase, at no step. */
  public ServerState in(Phase next) {
    return new ServerState(next, null, nodes, databasePort, supervisor, postgres);
  }

  /** The same with a node running. */
  ServerState withWildfly(Node node, ProcessRef process) {
    List<NodeState> changed = new ArrayList<>(nodes);
    changed.set(node.number() - 1, of(node).running(process));
    return new ServerState(phase, step, changed, databasePort, supervisor, postgres);
  }

  /** The same with PostgreSQL running. */
  public ServerState withPostgres(ProcessRef process) {
    return new ServerState(phase, step, nodes, databasePort, supervisor, process);
  }

  /** The ports of a server that is down. */
  public ServerState stopped() {
    return new ServerState(Phase.DOWN, null, stoppedNodes(), databasePort, null, null);
  }

  private List<NodeState> stoppedNodes() {
    return nodes.stream().map(NodeState::stopped).toList();
  }

  /** One of its nodes. */
  NodeState of(Node node) {
    return nodes.get(node.number() - 1);
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

  /** Whether it is up: with its database, and a node at least. */
  @JsonIgnore
  public boolean isUp() {
    return phase == Phase.UP
        && nodes.stream().anyMatch(NodeState::isAlive)
        && Stream.of(supervisor, postgres).allMatch(p -> p != null && p.alive());
  }

  /** Where people and programs reach it: its first node that runs. */
  @JsonIgnore
  public String url() {
    return nodes.stream().filter(NodeState::isAlive).findFirst().orElse(nodes.get(0)).url();
  }
}
