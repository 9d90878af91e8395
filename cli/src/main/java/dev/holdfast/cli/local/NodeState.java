package dev.holdfast.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one WildFly of a local server.
 *
 * @param httpPort port of console and API
 * @param managementPort WildFly's management port
 * @param wildfly the process, once started
 */
public record NodeState(int httpPort, int managementPort, @Nullable ProcessRef wildfly) {

  /** The same running. */
  NodeState running(ProcessRef process) {
    return new NodeState(httpPort, managementPort, process);
  }

  /** The same, not running. */
  NodeState stopped() {
    return new NodeState(httpPort, managementPort, null);
  }

  /** Whether its process runs. */
  @JsonIgnore
  boolean isAlive() {
    return wildfly != null && wildfly.alive();
  }

  /** Where people and programs reach it. */
  @JsonIgnore
  public String url() {
    return "http://localhost:" + httpPort;
  }
}
