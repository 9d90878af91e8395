package dev.holdfast.server.contents.internal.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects under ids that are used once. An object is there whole or not at all, and never
 * changes. Every method throws {@link StoreAwayException} if the store can't do it now.
 * Thread-safe.
 */
public interface ObjectStore extends AutoCloseable {

  /** What it is called in messages for people; no secret is in it. */
  String name();

  /** Asks whether it answers, and lets us in. */
  void check() throws StoreAwayException;

  /** Stores a small object at once. */
  void put(UUID object, byte[] bytes) throws StoreAwayException;

  /**
   * Begins to store one in parts.
   *
   * @return the store's name of the upload, for the other methods
   */
  String begin(UUID object) throws StoreAwayException;

  /**
   * Stores a part.
   *
   * @param number from 1
   * @param bytes at least 5 MiB, but for the last one
   * @return the part's mark, for {@link #complete}
   */
  String part(UUID object, String upload, int number, byte[] bytes) throws StoreAwayException;

  /** Makes the object of its parts. */
  void complete(UUID object, String upload, List<String> marks) throws StoreAwayException;

  /**
   * Reads some of an object.
   *
   * @throws DamagedException if it is not there, or shorter
   */
  byte[] read(UUID object, long from, int length) throws StoreAwayException, DamagedException;

  /**
   * Removes what is there of an object, if anything.
   *
   * @param upload the upload in parts, which is given up; null if there was none
   */
  void remove(UUID object, @Nullable String upload) throws StoreAwayException;

  /** Lets its connections go. */
  @Override
  void close();
}
