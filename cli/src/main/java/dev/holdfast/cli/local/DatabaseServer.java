package dev.holdfast.cli.local;

import java.util.Optional;

/** The database server of a data directory, as far as one ends it without having started it. */
interface DatabaseServer {
  /** The process that the data directory's lock file names, if it is a server of this directory. */
  Optional<ProcessHandle> orphan();

  /** Stops the server: connections are ended, everything is written. Does nothing if it is down. */
  void stop();
}
