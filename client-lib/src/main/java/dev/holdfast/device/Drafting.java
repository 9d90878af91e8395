package dev.holdfast.device;

import dev.holdfast.device.api.ActionDraft;
import dev.holdfast.device.api.ActionOffer;
import dev.holdfast.device.queue.Drafts;
import dev.holdfast.device.queue.Logic;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.sync.Notices;
import dev.holdfast.device.sync.Surroundings;
import dev.holdfast.kernel.app.ApplicationPackage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What screens are drawn from: the logic held, the actions that there are, and the form of each
 * with what was typed so far. Languages are BCP 47 tags, the best first; labels that the package
 * does not have in any of them are in its own. Performs nothing. On a locked device it throws
 * {@link dev.holdfast.device.api.LockedException}.
 */
abstract class Drafting extends Casework {

  Drafting(
      Database database,
      Logic logic,
      Notices notices,
      Surroundings surroundings,
      Executor executor) {
    super(database, logic, notices, surroundings, executor);
  }

  /** The logic of the applications held: case types, fields, labels; by the applications' names. */
  public List<ApplicationPackage> applications() {
    return gate.read(logic::all);
  }

  /**
   * The actions on a case that the user may do where it stands, in the package's order, those among
   * them that something still speaks against.
   *
   * @throws dev.holdfast.device.api.NotFoundException if the device has no such case
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in
   */
  public List<ActionOffer> offers(UUID caseId, List<String> languages) {
    return gate.read(connection -> drafts(connection, languages).offers(caseId));
  }

  /**
   * The actions by which the user may create cases.
   *
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in
   */
  public List<ActionOffer> creations(List<String> languages) {
    return gate.read(connection -> drafts(connection, languages).creations());
  }

  /**
   * The form of an action on a case with what was typed so far, and what would speak against
   * performing it like this. Ask again after each input.
   *
   * @param typed values in Java or JSON form; null removes a field's value; what is no value of its
   *     field is an objection
   * @return empty if the user can't perform it on the case as it stands
   * @throws dev.holdfast.device.api.NotFoundException if the device has no such case
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in
   */
  public Optional<ActionDraft> draft(
      UUID caseId,
      String action,
      Map<String, ? extends @Nullable Object> typed,
      List<String> languages) {
    return gate.read(connection -> drafts(connection, languages).of(caseId, action, typed));
  }

  /**
   * The same of an action that creates a case.
   *
   * @param type the type, or {@code application/type}
   * @return empty if the user can't create a case by it
   * @throws dev.holdfast.device.api.NotFoundException if there is no such type
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in
   */
  public Optional<ActionDraft> draftNew(
      String type,
      String action,
      Map<String, ? extends @Nullable Object> typed,
      List<String> languages) {
    return gate.read(connection -> drafts(connection, languages).ofNew(type, action, typed));
  }

  private Drafts drafts(Connection connection, List<String> languages) throws SQLException {
    return new Drafts(connection, logic, List.copyOf(languages), now(connection));
  }
}
