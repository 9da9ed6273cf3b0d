/**
 * What measurements were worth over time: {@link io.xianda.eval.history.CompareRuns} says which
 * cases two runs judge otherwise and whether that is more than chance, {@link
 * io.xianda.eval.history.HistoryChart} draws the figures of all {@link
 * io.xianda.eval.history.Run}s, and {@link io.xianda.eval.history.GitCommit} names the state of the
 * project.
 */
@NullMarked
package io.xianda.eval.history;

import org.jspecify.annotations.NullMarked;
