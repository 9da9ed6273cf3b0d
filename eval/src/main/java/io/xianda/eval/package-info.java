/**
 * Measures what the bot is worth. Each command of {@code bin/xianda eval}, {@code train} and {@code
 * bench} is a class here; {@link io.xianda.eval.Measurement} is what they share: an output
 * directory, gates, and one JSON object as the last line of stdout.
 */
@NullMarked
package io.xianda.eval;

import org.jspecify.annotations.NullMarked;
