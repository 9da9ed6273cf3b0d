/**
 * Dialogues with a simulated shopper. Read a {@link io.xianda.eval.dialogues.Suite}, run it with
 * {@link io.xianda.eval.dialogues.RunSuite} over a {@link io.xianda.eval.dialogues.ShopLine}, and
 * look at the {@link io.xianda.eval.dialogues.Judged} dialogues or their {@link
 * io.xianda.eval.dialogues.DialogueMetrics}.
 */
@NullMarked
package io.xianda.eval.dialogues;

import org.jspecify.annotations.NullMarked;
