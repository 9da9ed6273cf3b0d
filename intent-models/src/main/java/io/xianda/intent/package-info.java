/**
 * What does this message mean? Start with {@link io.xianda.intent.Understand}: it turns the text
 * that a shopper typed into an {@link io.xianda.intent.Understanding} (normalised text, sentence
 * vector, calibrated intent probabilities, mentions), encoding the text exactly once; the vector in
 * it serves the retriever as well. The words of the domain come from {@link
 * io.xianda.intent.IntentCatalog}. Plain Java, no Spring; everything public here is immutable or
 * thread-safe.
 */
@NullMarked
package io.xianda.intent;

import org.jspecify.annotations.NullMarked;
