/**
 * What agents do in several steps at once (宏). Start with {@link io.xianda.macro.Macros}, which
 * keeps them; a {@link io.xianda.macro.MacroStep} is one thing to do. Whoever runs one does all
 * steps in one transaction.
 */
@NullMarked
package io.xianda.macro;

import org.jspecify.annotations.NullMarked;
