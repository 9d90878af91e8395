package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.contents.api.CaseSight;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Law 3: a user may have a content if he sent it, or may see a case that names it now. */
@ApplicationScoped
public class Entitlement {
  /** Cases that are asked for together; many may name the same. */
  private static final int PART = 10_000;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final ContentRows contents;
  private final UseRows uses;
  private final CaseSight sight;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Entitlement() {
    this(null, null, null);
  }

  /** By what a database says. */
  @Inject
  public Entitlement(ContentRows contents, UseRows uses, CaseSight sight) {
    this.contents = contents;
    this.uses = uses;
    this.sight = sight;
  }

  /** Whether a user may have a content now. */
  boolean mayHave(User user, String content) {
    return contents.isSender(content, user.name()) || sees(user, content);
  }

  private boolean sees(User user, String content) {
    UUID last = BEFORE_ALL;
    List<UUID> cases;
    do {
      cases = uses.cases(content, last, PART);
      if (!cases.isEmpty()) {
        if (sight.seesAny(user, cases)) {
          return true;
        }
        last = cases.get(cases.size() - 1);
      }
    } while (cases.size() == PART);
    return false;
  }
}
