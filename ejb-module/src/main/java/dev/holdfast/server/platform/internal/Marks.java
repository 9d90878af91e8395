package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Mark.Subject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When what was last seen to change: the subjects that were asked for or changed last, a bounded
 * number. A forgotten mark counts as changed for good, so nobody takes silence for peace.
 * Thread-safe.
 */
final class Marks {
  /** A mark that is forgotten changes after every look. */
  private static final Look FOREVER = new Look(Long.MAX_VALUE, Look.NONE.moment());

  private final int most;
  private final Map<Subject, Mark> marks = new LinkedHashMap<>(1024, 0.75f, true);
  private Look unknownBefore = Look.NONE;

  Marks(int most) {
    this.most = most;
  }

  /** The mark of a subject. */
  synchronized Mark of(Subject subject) {
    Mark known = marks.get(subject);
    if (known != null) {
      return known;
    }
    Mark mark = new Mark(subject, unknownBefore);
    marks.put(subject, mark);
    if (marks.size() > most) {
      forgetEldest();
    }
    return mark;
  }

  /** Notes what a look has seen. */
  synchronized void changed(Collection<Subject> subjects, Look look) {
    subjects.forEach(subject -> of(subject).changed(look));
  }

  /** Something may have been missed before this look. */
  synchronized void forgetAll(Look look) {
    marks.values().forEach(mark -> mark.changed(FOREVER));
    marks.clear();
    unknownBefore = look;
  }

  private void forgetEldest() {
    var eldest = marks.values().iterator();
    Mark mark = eldest.next();
    eldest.remove();
    Look last = mark.last();
    if (last.number() > unknownBefore.number()) {
      unknownBefore = last;
    }
    mark.changed(FOREVER);
  }
}
