package dev.holdfast.device.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.disk.Disk.Error;
import dev.holdfast.device.disk.Disk.Fault;
import dev.holdfast.device.disk.Disk.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets each operation of a story fail. The story ends with a clear error, or as if nothing had
 * been; then, on a disk that is good again, the same process goes on, or another one, and the laws
 * hold.
 */
final class Failures {
  private final Recording recording;
  private final Disk disk;
  private final Trial trial;

  Failures(Recording recording, Disk disk, Trial trial) {
    this.recording = recording;
    this.disk = disk;
    this.trial = trial;
  }

  Report report() throws IOException {
    List<Fault> faults = faults();
    for (int i = 0; i < faults.size(); i++) {
      if (trial.takes(i, faults.size())) {
        Fault fault = faults.get(i);
        boolean goesOn = i % 2 == 0;
        trial.attempt(fault.toString(), store -> attempt(fault, goesOn, store));
      }
    }
    return trial.report(faults.size());
  }

  private List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    counts()
        .forEach(
            (kind, count) -> {
              for (int nth = 1; nth <= count; nth++) {
                for (Error error : Error.values()) {
                  faults.add(new Fault(kind, nth, error, false, false));
                  faults.add(new Fault(kind, nth, error, true, false));
                }
                if (kind == Kind.WRITE) {
                  faults.add(new Fault(kind, nth, Error.SPACE, false, true));
                  faults.add(new Fault(kind, nth, Error.SPACE, true, true));
                }
              }
            });
    return faults;
  }

  /** About so many there are; threads of the store do some more or less each time. */
  private Map<Kind, Integer> counts() {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (Operation operation : recording.operations()) {
      if (operation instanceof Operation.Written) {
        counts.merge(Kind.WRITE, 1, Integer::sum);
      } else if (operation instanceof Operation.Synced
          || operation instanceof Operation.NamesSynced) {
        counts.merge(Kind.SYNC, 1, Integer::sum);
      } else if (operation instanceof Operation.Cut) {
        counts.merge(Kind.CUT, 1, Integer::sum);
      } else if (operation instanceof Operation.Renamed) {
        counts.merge(Kind.RENAME, 1, Integer::sum);
      } else if (operation instanceof Operation.Removed) {
        counts.merge(Kind.REMOVE, 1, Integer::sum);
      } else if (operation instanceof Operation.Opened opened && opened.made()) {
        counts.merge(Kind.MAKE, 1, Integer::sum);
      }
    }
    return counts;
  }

  private void attempt(Fault fault, boolean goesOn, Path store) throws IOException {
    Host host = recording.again(store);
    disk.fail(fault, store);
    Throwable thrown = act(host);
    if (!goesOn) {
      Throwable closing = close(host);
      thrown = thrown == null ? closing : thrown;
    }
    disk.heal();
    if (thrown != null) {
      isClear(fault, thrown);
    }
    Set<String> seen = new HashSet<>(recording.seen());
    assertThat(seen).as("states that users may see").containsAll(host.seen());
    if (recording.story().goesOn()
        && host.isOpen()
        && thrown != null
        && host.opened().status().signedIn()) {
      // The process that saw the failure has to be able to go on, too.
      recording.story().converge(host);
      seen.addAll(host.seen());
    }
    host.close();
    new Laws(recording.story(), seen).hold(host, Set.copyOf(host.promises()), true);
  }

  /** What an application would be given. */
  private @Nullable Throwable act(Host host) {
    try {
      recording.story().act(host);
      return null;
    } catch (RuntimeException | java.lang.Error e) {
      return e;
    }
  }

  private static @Nullable Throwable close(Host host) {
    try {
      host.close();
      return null;
    } catch (RuntimeException | java.lang.Error e) {
      return e;
    }
  }

  private static void isClear(Fault fault, Throwable thrown) {
    if (!(thrown instanceof HoldfastException told)) {
      throw new AssertionError("not an error of the library", thrown);
    }
    if (told instanceof StoreException store
        && fault.error() == Error.SPACE
        && fault.sticky()
        && store.reason() != StoreException.Reason.FULL) {
      throw new AssertionError("a disk that is full is not told", thrown);
    }
  }
}
