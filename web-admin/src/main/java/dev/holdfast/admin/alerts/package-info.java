/** What somebody has to look into although no user waits for it: list, and one with its closing. */
@NullMarked
package dev.holdfast.admin.alerts;

import org.jspecify.annotations.NullMarked;
