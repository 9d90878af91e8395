package dev.holdfast.cli.local;

import java.nio.file.Path;

/**
 * The place of one WildFly in a data directory.
 *
 * @param data the directory
 * @param number from 1
 */
record Node(DataDirectory data, int number) {

  /** What it is called, also as a party to transactions. */
  String name() {
    return "node" + number;
  }

  /** What it writes while it runs, and its deployments. */
  Path server() {
    return number == 1 ? data.server() : data.root().resolve("server-" + number);
  }

  /** Its log files. */
  Path log() {
    return number == 1 ? data.log() : data.log().resolve(name());
  }
}
