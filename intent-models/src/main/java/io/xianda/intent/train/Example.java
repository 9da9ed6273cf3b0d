package io.xianda.intent.train;

import io.xianda.intent.CharacterGrams;

/** What the regression sees of one message: its vector, its grams, and the index of its class. */
@SuppressWarnings("ArrayRecordComponent") // made once per training and never changed
record Example(float[] vector, CharacterGrams grams, int label) {}
