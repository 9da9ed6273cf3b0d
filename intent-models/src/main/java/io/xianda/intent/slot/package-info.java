/**
 * What a message names: numbers, shares, weights, counts, yes or no, emotion, times and the like,
 * each with the place where it stands. Plain Java without models: every extractor reads one text,
 * in linear time, never throws, and finds nothing rather than guessing. Texts are expected as
 * {@link io.xianda.intent.Normaliser} leaves them, unless an extractor says otherwise. Everything
 * public here is immutable or thread-safe.
 */
@NamedInterface("slot")
@NullMarked
package io.xianda.intent.slot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
