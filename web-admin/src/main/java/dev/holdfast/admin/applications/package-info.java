/** Application packages: versions, deployment, differences, activation. */
@NullMarked
package dev.holdfast.admin.applications;

import org.jspecify.annotations.NullMarked;
