package dev.holdfast.device.disk;

import java.util.Set;

/** Something that a device does, which may be cut anywhere and fail anywhere. */
interface Story {
  /** As part of a sentence. */
  String name();

  /** What was before, on a good disk. The store is closed afterwards. */
  void before(Host host);

  /** What is done, on the disk that is watched. The store may be left open. */
  void act(Host host);

  /**
   * Opens the store after it was cut, by whatever its user would do.
   *
   * @param promised what was promised before
   * @return false if there is no store any more, as promised or ordered, so that there is no more
   *     to be checked
   */
  default boolean reopen(Host host, Set<String> promised) {
    host.open();
    return true;
  }

  /** Whether the process that saw a failure can go on with the store that it has open. */
  default boolean goesOn() {
    return true;
  }

  /**
   * Whether what is held has to match before it syncs again.
   *
   * @param promised what was promised before
   */
  default boolean matches(Set<String> promised) {
    return true;
  }

  /** Syncs, after which the device has to have everything and the peer too. */
  default void converge(Host host) {
    host.sync();
  }
}
