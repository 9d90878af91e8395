package dev.holdfast.server.contents.internal.store;

import dev.holdfast.server.platform.api.Signer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Contents in a store that need not be trusted with them: each is an object, sealed under a key
 * made of the database's secret and the object's id. Holds one part of 8 MiB while it writes, of
 * more only if the object has more than ten thousand of them, and 1 MiB while it reads.
 * Thread-safe.
 */
public final class SealedObjects {
  private static final String PURPOSE = "content-object";

  /** Blocks of a part: some 8 MiB. */
  private static final int PART = 32;

  /** Most parts of an object that stores of type S3 take. */
  private static final int PARTS = 10_000;

  /** Blocks that are read at once: 1 MiB. */
  private static final int READ = 4;

  private final ObjectStore store;
  private final Signer signer;

  /** In a store. */
  public SealedObjects(ObjectStore store, Signer signer) {
    this.store = store;
    this.signer = signer;
  }

  /** The store, for what concerns objects as a whole. */
  public ObjectStore store() {
    return store;
  }

  /**
   * Writes an object.
   *
   * @param content its bytes; is not closed
   * @param bytes how many these are, at least 1
   * @param begun is told the store's name of an upload in parts before anything of it is stored
   * @throws StoreAwayException if the store can't take it now; other failures are the content's
   */
  public void write(UUID object, InputStream content, long bytes, Consumer<String> begun)
      throws IOException {
    BlockSeal seal = seal(object, bytes);
    long blocks = seal.blocks();
    if (blocks <= PART) {
      store.put(object, sealed(seal, content, 0, (int) blocks));
      return;
    }
    String upload = store.begin(object);
    begun.accept(upload);
    int each = (int) Math.max(PART, (blocks + PARTS - 1) / PARTS);
    List<String> marks = new ArrayList<>();
    for (long first = 0; first < blocks; first += each) {
      int count = (int) Math.min(each, blocks - first);
      byte[] part = sealed(seal, content, first, count);
      marks.add(store.part(object, upload, marks.size() + 1, part));
    }
    store.complete(object, upload, marks);
  }

  /**
   * Reads from a byte to the end of its block, or of one of the next.
   *
   * @param bytes length of the content
   * @param at first byte
   * @param to byte after the last one that is asked for; more may come
   * @throws DamagedException if the object is missing, or not as it was stored
   */
  public byte[] read(UUID object, long bytes, long at, long to)
      throws StoreAwayException, DamagedException {
    BlockSeal seal = seal(object, bytes);
    long first = at / BlockSeal.BLOCK;
    int count = (int) Math.min(READ, (to - 1) / BlockSeal.BLOCK - first + 1);
    byte[] sealed = store.read(object, BlockSeal.at(first), seal.sealed(first, count));
    int skipped = (int) (at - first * BlockSeal.BLOCK);
    byte[] opened = new byte[(count - 1) * BlockSeal.BLOCK + seal.length(first + count - 1)];
    int end = 0;
    for (int i = 0; i < count; i++) {
      end = seal.open(first + i, sealed, (int) BlockSeal.at(i), opened, end);
    }
    return skipped == 0 ? opened : Arrays.copyOfRange(opened, skipped, end);
  }

  private static byte[] sealed(BlockSeal seal, InputStream content, long first, int count)
      throws IOException {
    byte[] sealed = new byte[seal.sealed(first, count)];
    byte[] block = new byte[BlockSeal.BLOCK];
    int end = 0;
    for (long number = first; number < first + count; number++) {
      int length = seal.length(number);
      if (content.readNBytes(block, 0, length) < length) {
        throw new EOFException("the content is shorter than it is said to be");
      }
      end = seal.seal(number, block, sealed, end);
    }
    return sealed;
  }

  private BlockSeal seal(UUID object, long bytes) {
    return new BlockSeal(signer.key(PURPOSE, object.toString()), bytes);
  }
}
