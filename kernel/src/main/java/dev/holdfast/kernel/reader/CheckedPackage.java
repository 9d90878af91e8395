package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.rule.CompiledPackage;
import java.util.List;

/**
 * A package without errors.
 *
 * @param logic the package, compiled
 * @param warnings what its author should look at, by line: it works, but maybe not in the field
 */
public record CheckedPackage(CompiledPackage logic, List<Finding> warnings) {}
