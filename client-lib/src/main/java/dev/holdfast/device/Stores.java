package dev.holdfast.device;

import dev.holdfast.device.api.UserStore;
import dev.holdfast.device.store.Farewell;
import dev.holdfast.device.store.Notice;
import dev.holdfast.device.store.Removal;
import dev.holdfast.device.store.StoreNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several users on one device: each has a store of their own, in a folder of their own, with a
 * passphrase of their own. Nobody opens another's; who has the folder sees only what {@link #list}
 * says. A store is its user's: nobody else can sign in with it.
 *
 * <pre>{@code
 * Stores stores = Stores.in(Path.of("stores"));
 * stores.list().forEach(store -> System.out.println(store.user()));
 * try (Holdfast holdfast = stores.at("alice").open(passphrase)) {
 *   holdfast.signIn("https://server.example", "alice", password, "Tablet 7");
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads and processes.
 */
public final class Stores {
  private final Path directory;

  private Stores(Path directory) {
    this.directory = directory;
  }

  /** The stores in a folder, which need not be there yet. */
  public static Stores in(Path directory) {
    return new Stores(directory);
  }

  /**
   * The users who have a store here, by name, without opening any.
   *
   * @throws dev.holdfast.device.api.StoreException if the folder can't be read
   */
  public List<UserStore> list() {
    return Removal.stores(directory).stream()
        .flatMap(Stores::described)
        .sorted((one, other) -> one.user().compareTo(other.user()))
        .toList();
  }

  private static Stream<UserStore> described(Path folder) {
    Optional<Farewell> farewell = Farewell.of(folder);
    Integer unsent = farewell.isPresent() ? farewell.get().unsent() : Notice.of(folder).unsent();
    return StoreNames.user(Objects.requireNonNull(folder.getFileName()).toString()).stream()
        .map(user -> new UserStore(user, folder, unsent, farewell.isPresent()));
  }

  /**
   * Where a user's store is, or would be.
   *
   * @throws IllegalArgumentException if the name is empty or too long for a folder (some 100
   *     characters always fit)
   */
  public Path directory(String user) {
    return directory.resolve(StoreNames.folder(user));
  }

  /** Whether a user has a store here, or one that was erased. */
  public boolean exists(String user) {
    return Holdfast.exists(directory(user));
  }

  /**
   * A user's store, to be opened; it is made when it is opened for the first time.
   *
   * @throws IllegalArgumentException as {@link #directory}
   */
  public HoldfastBuilder at(String user) {
    return Holdfast.at(directory(user)).owner(user);
  }

  /**
   * Removes a user's store that nobody has open, or what is left of one that was erased.
   *
   * @see HoldfastBuilder#remove
   */
  public void remove(String user, boolean force) {
    at(user).remove(force);
  }
}
