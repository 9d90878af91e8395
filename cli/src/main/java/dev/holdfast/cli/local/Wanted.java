package dev.holdfast.cli.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What kind of local server is wanted.
 *
 * @param port HTTP port of the first node
 * @param nodes how many nodes
 * @param demo whether with the demo
 */
record Wanted(int port, int nodes, boolean demo) {
  private static final int MOST = 65_535;

  /** The nodes with ports that are free, those of an earlier run if they are. */
  List<NodeState> ports(List<NodeState> earlier) {
    Set<Integer> taken = new HashSet<>(Set.of(port));
    List<NodeState> chosen = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      int before = i < earlier.size() ? earlier.get(i).httpPort() : Math.min(port + i, MOST);
      int http = i == 0 ? port : other(before, taken);
      chosen.add(new NodeState(http, other(0, taken), null));
    }
    return chosen;
  }

  /** A free port that no other node has. */
  private static int other(int preferred, Set<Integer> taken) {
    int free = Ports.freePort(taken.contains(preferred) ? 0 : preferred);
    while (!taken.add(free)) {
      free = Ports.freePort(0);
    }
    return free;
  }
}
