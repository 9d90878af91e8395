/** What is captured of which table, how it stands, and its verification. */
@NullMarked
package dev.holdfast.admin.tables;

import org.jspecify.annotations.NullMarked;
