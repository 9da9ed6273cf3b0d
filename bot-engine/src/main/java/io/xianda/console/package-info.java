/**
 * What operators do, by REST below {@code /api/v1/kb} and {@code /api/v1/ops}: write and publish
 * entries, try messages out, see what a change wins and loses, keep rules, gaps and synonyms, and
 * set how sure the bot must be. Start with {@code ItemsController}; who may call what stands in
 * {@code io.xianda.identity.StaffDoors}, and what can go wrong in {@code ConsoleProblem}.
 */
@NullMarked
package io.xianda.console;

import org.jspecify.annotations.NullMarked;
