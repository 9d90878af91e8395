package dev.holdfast.cli.local;

import java.util.ArrayList;
import java.util.List;

/**
 * What kind of local server is wanted.
 *
 * @param port HTTP port of the first node
 * @param nodes how many nodes
 * @param demo whether with the demo
 */
record Wanted(int port, int nodes, boolean demo) {

  /** The nodes with ports that are free, those of an earlier run if they are. */
  List<NodeState> ports(List<NodeState> earlier) {
    List<NodeState> chosen = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      int before = i < earlier.size() ? earlier.get(i).httpPort() : port + i;
      int http = i == 0 ? port : Ports.freePort(before);
      chosen.add(new NodeState(http, Ports.freePort(0), null));
    }
    return chosen;
  }
}
