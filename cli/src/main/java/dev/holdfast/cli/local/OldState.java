package dev.holdfast.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A state file of a version that knew of one node only, in fields of the whole. */
final class OldState {
  private static final String NODES = "nodes";
  private static final List<String> OF_THE_NODE = List.of("httpPort", "managementPort", "wildfly");

  private OldState() {}

  /** The same as this version writes it, so that a WildFly that still runs is not forgotten. */
  static JsonNode renewed(JsonNode state) {
    if (state instanceof ObjectNode whole && !whole.has(NODES) && whole.has(OF_THE_NODE.get(0))) {
      ObjectNode node = whole.putArray(NODES).addObject();
      OF_THE_NODE.forEach(name -> node.set(name, whole.remove(name)));
    }
    return state;
  }
}
