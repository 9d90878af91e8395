@NullMarked
package dev.holdfast.desktop.form;

import org.jspecify.annotations.NullMarked;
