package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.packages.api.Packages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The versions by which the actions of one transaction are judged. They are held before any case is
 * read: a version that calls things otherwise has all cases written anew when it comes into force,
 * and none may be written in the old words after that.
 *
 * @param packages finds other versions
 * @param logic the versions by application
 */
record InForce(Packages packages, Map<String, CompiledPackage> logic) {

  /** Holds those of the applications that actions are about, in one order. */
  static InForce hold(Packages packages, List<Submitted> submitted) {
    Map<String, CompiledPackage> held = new TreeMap<>();
    submitted.stream()
        .map(Submitted::action)
        .filter(Objects::nonNull)
        .map(ActionSubmission::application)
        .distinct()
        .sorted()
        .forEach(
            application ->
                packages.hold(application).ifPresent(logic -> held.put(application, logic)));
    return new InForce(packages, held);
  }

  /** Understands, by one of these versions, what other versions made. */
  Upcast upcast(CompiledPackage by) {
    return upcast(packages, by.definition());
  }

  /** Understands, by a version, what other versions made. */
  static Upcast upcast(Packages packages, ApplicationPackage by) {
    Map<String, Optional<ApplicationPackage>> others = new HashMap<>();
    return new Upcast(
        by,
        version ->
            others.computeIfAbsent(
                version,
                other -> packages.find(by.application(), other).map(CompiledPackage::definition)));
  }
}
