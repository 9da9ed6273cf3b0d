/**
 * The language model, where operators have set one up ({@link io.xianda.wording.ModelSettings}).
 * Nobody calls this package: it supplies the dialogue's {@link io.xianda.dialogue.Wording} and
 * hears of handovers to sum them up. The model is trusted with nothing: what goes out is stripped
 * of personal data ({@code Conceal}), what comes back is used only if it says what the entry says
 * ({@code StaysWithin}), and everything has a limit ({@code AskModel}). Without a model everything
 * works as it does with one, in the entries' own words.
 */
@NullMarked
package io.xianda.wording;

import org.jspecify.annotations.NullMarked;
