package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.peer.Death;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.LeaveReport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * However often a device that is ended is killed, cut off or not answered on its way out: what is
 * taken is judged once, what is not taken is counted, and its server hears that it has left.
 */
class LeaveProperties {

  @Property(tries = 60)
  void nothingIsLostOnTheWayOut(
      @ForAll @IntRange(max = 5) int actions,
      @ForAll boolean accepts,
      @ForAll boolean wipe,
      @ForAll @Size(max = 6) List<@IntRange(max = 11) Integer> faults) {
    try (Device device = Device.alice(actions)) {
      Peer peer = device.peer();
      peer.airport("AK", "ANC", "Anchorage");
      List<UUID> cases =
          Stream.generate(() -> peer.planned("AK", "ANC", "alice")).limit(actions).toList();
      device.holdfast().sync();
      cases.forEach(each -> device.holdfast().perform(each, "arrive", Map.of()));
      // Several requests, so that there is something between them.
      device.holdfast().restrict(PolicyValues.NONE.withBatch(2));
      peer.leaving().order(accepts, wipe);

      boolean erased = false;
      for (int fault : faults) {
        erased |= contact(device, fault, erased);
      }
      peer.leaving().live();
      peer.faults().none();
      peer.reachable(true);
      erased |= contact(device, -1, erased);
      if (erased) {
        contact(device, -1, true);
      }

      int unsent = accepts ? 0 : actions;
      assertThat(erased).isEqualTo(wipe);
      assertThat(peer.judged().stream().map(ActionOutcome::action))
          .hasSize(actions - unsent)
          .doesNotHaveDuplicates();
      assertThat(peer.leaving().reports()).isNotEmpty();
      LeaveReport last =
          Objects.requireNonNull(peer.leaving().reports().get(peer.leaving().reports().size() - 1));
      assertThat(last.erased()).isEqualTo(wipe);
      assertThat(last.unsent()).isEqualTo(unsent);
    }
  }

  /** Whether the store is erased. */
  private static boolean contact(Device device, int fault, boolean erased) {
    Peer peer = device.peer();
    peer.leaving().live();
    peer.faults().none();
    peer.reachable(fault != 0);
    if (fault == 1) {
      peer.faults().loseAnswer();
    } else if (fault > 1) {
      peer.leaving().dieAt((fault - 2) / 2, fault % 2 == 0);
    }
    try {
      if (erased) {
        device.another().close();
      } else {
        device.holdfast().sync();
      }
    } catch (Death e) {
      return erased || killed(device);
    } catch (StoreException e) {
      return e.reason() == StoreException.Reason.WIPED;
    } catch (HoldfastException e) {
      return isErased(device);
    }
    return false;
  }

  private static boolean killed(Device device) {
    device.peer().leaving().live();
    try {
      device.kill();
      return false;
    } catch (StoreException e) {
      return e.reason() == StoreException.Reason.WIPED;
    }
  }

  private static boolean isErased(Device device) {
    return device.store().resolve("wiped").toFile().exists();
  }
}
