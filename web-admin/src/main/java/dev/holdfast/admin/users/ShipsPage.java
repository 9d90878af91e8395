package dev.holdfast.admin.users;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.operations.api.Shipments;
import dev.holdfast.server.operations.api.Shipments.ApplicationShare;
import dev.holdfast.server.operations.api.Shipments.Shipment;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes to a user's devices, and why. */
@Named
@RequestScoped
public class ShipsPage {
  @Inject private CurrentUser user;
  @Inject private Shipments shipments;

  private @Nullable String name;
  private @Nullable Shipment shipment;

  /** Works it out. */
  public void load() throws RefusedException {
    shipment = name == null ? null : shipments.of(user.caller(), name).orElse(null);
    Navigation.found(shipment);
  }

  /** All that goes. */
  public Shipment getShipment() {
    if (shipment == null) {
      throw new IllegalStateException("No user was loaded for this page");
    }
    return shipment;
  }

  /** Applications of which something goes. */
  public List<ApplicationShare> getShared() {
    return getShipment().applications().stream()
        .filter(share -> !share.rolesOfUser().isEmpty())
        .toList();
  }

  /** Applications of which nothing goes. */
  public List<ApplicationShare> getOthers() {
    return getShipment().applications().stream()
        .filter(share -> share.rolesOfUser().isEmpty())
        .toList();
  }

  /** The user's name. */
  public @Nullable String getName() {
    return name;
  }

  /** The user's name. */
  public void setName(@Nullable String name) {
    this.name = name;
  }
}
