/**
 * From labelled messages to the shipped model. Start with {@link
 * io.xianda.intent.train.TrainIntentModel}; the messages are read by {@link
 * io.xianda.intent.train.TrainingMessages} from {@code intent-models/data}. The same data and seed
 * give the same bytes on the same kind of processor.
 */
@NullMarked
package io.xianda.intent.train;

import org.jspecify.annotations.NullMarked;
