/**
 * What every page shares: paging over facades, messages for refusals, times and chips, security
 * headers and incidents. No page of its own.
 */
@NullMarked
package dev.holdfast.admin.shell;

import org.jspecify.annotations.NullMarked;
