package dev.holdfast.server.operations.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes to a user's devices, and why. Administrators only. */
@Local
public interface Shipments {
  /** So many buckets of a table or case type are in a shipment; all of them are in its pages. */
  int BUCKETS = 100;

  /**
   * All that goes to a user.
   *
   * @param user the user
   * @param enabled whether the user may sign in; else nothing goes, and this is what would
   * @param rows rows, once for each bucket that they are in
   * @param bytes their lines before compression, estimated from some of them
   * @param buckets buckets, also those without rows
   * @param applications every application in force
   * @param devices the user's devices that may sync, at most 100, those heard of last first
   */
  record Shipment(
      String user,
      boolean enabled,
      long rows,
      long bytes,
      int buckets,
      List<ApplicationShare> applications,
      List<DeviceShare> devices) {}

  /**
   * What goes of an application.
   *
   * @param application its name
   * @param version the version in force
   * @param rolesOfUser those of its roles that the user has; none, and nothing goes
   * @param roles its roles
   * @param units its tables and case types; none if the user has no role
   */
  record ApplicationShare(
      String application,
      String version,
      List<String> rolesOfUser,
      List<String> roles,
      List<UnitShare> units) {}

  /**
   * What goes of a table or case type.
   *
   * @param unit its name
   * @param table whether it is a table, else a case type
   * @param rows rows
   * @param bytes their lines, estimated
   * @param problem why nothing new goes, null if it does
   * @param buckets the buckets that go, at most {@link #BUCKETS} of them
   * @param moreBuckets how many others go
   * @param left parts of its scope by which nothing goes
   */
  record UnitShare(
      String unit,
      boolean table,
      long rows,
      long bytes,
      @Nullable String problem,
      List<BucketShare> buckets,
      int moreBuckets,
      List<LeftOut> left) {}

  /**
   * A bucket that goes.
   *
   * @param terms terms of its name, empty for everybody's
   * @param reasons parts of the scope by which it goes
   * @param rows rows
   * @param bytes their lines, estimated
   */
  record BucketShare(String terms, List<Reason> reasons, long rows, long bytes) {}

  /**
   * Why a bucket goes.
   *
   * @param rule the part of the scope, as a package says it; empty for everybody's
   * @param values what of the user it is met with, {@code attribute = value} each
   */
  record Reason(String rule, List<String> values) {}

  /**
   * A part of a scope by which nothing goes.
   *
   * @param rule the part, as a package says it
   * @param attributes the attributes for which the user has no value
   */
  record LeftOut(String rule, List<String> attributes) {}

  /**
   * A device of the user.
   *
   * @param id the device
   * @param name its name
   * @param lastSync when it last switched to a checkpoint, null if never
   * @param buckets buckets that it held then: the user's, and one with the outcomes of its actions
   * @param outcomes rows of that one now
   */
  record DeviceShare(
      UUID id, String name, @Nullable Instant lastSync, long buckets, long outcomes) {}

  /** What goes to a user; empty if there is no such user. */
  Optional<Shipment> of(Caller caller, String user) throws RefusedException;

  /**
   * The buckets that go to a user of one table or case type, in the order of its scope and of the
   * user's values; they have no other. Empty if there is no such user, or no such unit in force.
   *
   * @throws RefusedException {@code INVALID} with a sort key
   */
  Optional<Page<BucketShare>> buckets(
      Caller caller, String user, String application, String unit, PageRequest page)
      throws RefusedException;
}
