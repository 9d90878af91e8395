package dev.holdfast.server.platform.api;

import java.util.Optional;

/**
 * The last changes of one subject that the {@link Watch} saw. Changed by the watcher only,
 * thread-safe.
 */
public final class Mark {
  /** Changes remembered beside the last one, so that who is a little behind is known to be so. */
  private static final int KEPT = 16;

  private final Subject subject;
  private volatile Look[] changes;

  /**
   * What can change.
   *
   * @param topic kind of the subject
   * @param key which one of its kind
   */
  public record Subject(String topic, String key) {
    /** Topic of a bucket's rows; the key is the capture unit's name, a tab, and its number. */
    public static final String BUCKET = "bucket";

    /** Topic of a user's rights; the key is the name. */
    public static final String USER = "user";

    /** Topic of a device's session and revocation; the key is its id. */
    public static final String DEVICE = "device";

    /** Topic of resync orders; the key is a device's id. */
    public static final String ORDER = "order";

    /** Topic of the packages in force and of what is captured for them; one key. */
    public static final String LOGIC = "logic";

    /** Topic of the sync policies; one key. */
    public static final String POLICY = "policy";

    /** Topic of the workbaskets, their members and unresolved issues; one key. */
    public static final String WORKBASKET = "workbasket";

    /** Topic of the webhooks; one key. */
    public static final String WEBHOOK = "webhook";

    /** All webhooks. */
    public static final Subject ALL_WEBHOOKS = new Subject(WEBHOOK, "");

    /** All policies. */
    public static final Subject ALL_POLICIES = new Subject(POLICY, "");

    /** All workbaskets. */
    public static final Subject ALL_WORKBASKETS = new Subject(WORKBASKET, "");

    /** All logic. */
    public static final Subject ALL_LOGIC = new Subject(LOGIC, "");

    /**
     * A bucket.
     *
     * @param bucket what capture calls it
     */
    public static Subject bucket(String unit, long bucket) {
      return new Subject(BUCKET, unit + '\t' + bucket);
    }
  }

  /** A subject about which nothing is known from before a look. */
  public Mark(Subject subject, Look unknownBefore) {
    this.subject = subject;
    this.changes = new Look[] {unknownBefore};
  }

  /** What this is about. */
  public Subject subject() {
    return subject;
  }

  /** Whether it has, or may have, changed after a look. */
  public boolean changedSince(Look look) {
    return last().number() > look.number();
  }

  /**
   * The last look before which a change was seen that the given look knows of: from there on,
   * nothing happened up to the given look. Empty if it is too long ago.
   */
  public Optional<Look> quietSince(Look look) {
    Look[] seen = changes;
    for (int i = seen.length - 1; i >= 0; i--) {
      if (seen[i].number() <= look.number()) {
        return Optional.of(seen[i]);
      }
    }
    return Optional.empty();
  }

  /** The look that saw the last change, or before which nothing is known. */
  public Look last() {
    return changes[changes.length - 1];
  }

  /** The watcher has seen a change. */
  public void changed(Look look) {
    Look[] before = changes;
    int kept = Math.min(before.length, KEPT);
    Look[] after = new Look[kept + 1];
    System.arraycopy(before, before.length - kept, after, 0, kept);
    after[kept] = look;
    changes = after;
  }
}
