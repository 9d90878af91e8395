package dev.holdfast.admin.users;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.operations.api.Shipments;
import dev.holdfast.server.operations.api.Shipments.BucketShare;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All buckets that go to a user of one table or case type. */
@Named
@ViewScoped
public class ShippedBucketsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Shipments shipments;

  private String name = "";
  private String application = "";
  private String unit = "";
  private final PagedModel<BucketShare> buckets =
      new PagedModel<>(
          request -> page(request).orElse(new Page<>(List.of(), 0)), BucketShare::terms);

  /** Says if there is no such user or unit. */
  public void load() throws RefusedException {
    Navigation.found(page(new PageRequest(0, 1, null, false)).orElse(null));
  }

  private Optional<Page<BucketShare>> page(PageRequest request) throws RefusedException {
    return shipments.buckets(user.caller(), name, application, unit, request);
  }

  /** The buckets. */
  public PagedModel<BucketShare> getBuckets() {
    return buckets;
  }

  /** The page's title needs both. */
  public List<Object> getTitled() {
    return List.of(unit, name);
  }

  /** The user's name. */
  public String getName() {
    return name;
  }

  /** The user's name. */
  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  /** The application. */
  public String getApplication() {
    return application;
  }

  /** The application. */
  public void setApplication(@Nullable String application) {
    this.application = application == null ? "" : application;
  }

  /** The table or case type. */
  public String getUnit() {
    return unit;
  }

  /** The table or case type. */
  public void setUnit(@Nullable String unit) {
    this.unit = unit == null ? "" : unit;
  }
}
