package dev.holdfast.admin.cases;

import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.server.casework.api.CaseView;

/**
 * A child of a case as it is shown.
 *
 * @param file the child
 * @param type what its type is called
 * @param stage what its stage is called
 */
public record ChildCase(CaseView file, String type, String stage) {

  /**
   * A child of the same application.
   *
   * @param words what the parts of its parent are called
   */
  static ChildCase of(CaseView file, CaseWords words) {
    CaseWords own = words.ofType(file.type());
    return new ChildCase(file, own.type(), own.stage(file.stage()));
  }
}
