/**
 * The knowledge base in files. Start with {@link io.xianda.exchange.ReadRows}, which reads a table;
 * {@link io.xianda.exchange.DryRun} tells what it would change and all that is wrong with it,
 * {@link io.xianda.exchange.ImportEntries} stores it, all or nothing, and {@link
 * io.xianda.exchange.ExportEntries} writes one. What operators read stands in {@code
 * exchange.properties}.
 */
@NullMarked
package io.xianda.exchange;

import org.jspecify.annotations.NullMarked;
