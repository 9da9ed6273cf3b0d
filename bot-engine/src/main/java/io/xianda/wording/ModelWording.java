package io.xianda.wording;

import io.xianda.dialogue.Rewording;
import io.xianda.dialogue.Wording;
import io.xianda.knowledge.Entry;
import io.xianda.wording.ModelAnswer.Said;
import io.xianda.wording.ModelAnswer.Silent;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Has the model say an answer in context, and uses it only where it stays within. Thread-safe. */
final class ModelWording implements Wording {

  /** More of what was said changes no answer. */
  private static final int MOST_SAID = 300;

  private final AskModel model;
  private final StaysWithin check;
  private final ModelMetrics metrics;
  private final Prompts prompts = new Prompts();
  private final JsonMapper json = JsonMapper.shared();

  ModelWording(AskModel model, StaysWithin check, ModelMetrics metrics) {
    this.model = model;
    this.check = check;
    this.metrics = metrics;
  }

  @Override
  public Rewording inContext(String said, Entry entry) {
    Rewording rewording = reworded(said, entry);
    metrics.reworded(rewording.word());
    return rewording;
  }

  private Rewording reworded(String said, Entry entry) {
    String hidden = new Conceal(prompts).hide(said).map(ModelWording::shortened).orElse(null);
    if (hidden == null) {
      return new Rewording.Kept("private");
    }
    // As JSON: no word of the shopper can end the field that it stands in.
    String material =
        json.writeValueAsString(
            Map.of("question", entry.question(), "answer", entry.answer(), "said", hidden));
    return switch (model.ask(prompts.of("rewording"), material)) {
      case Said(String text) ->
          // A placeholder is a sign that no entry has: the shopper's data never come back.
          check
              .departure(text, entry.question(), entry.answer(), hidden)
              .<Rewording>map(departure ->
                  new Rewording.Kept("refused:" + departure.name().toLowerCase(Locale.ROOT)))
              .orElseGet(() -> new Rewording.Used(text));
      case Silent(ModelAnswer.Why why) -> new Rewording.Kept(why.name().toLowerCase(Locale.ROOT));
    };
  }

  private static String shortened(String text) {
    return text.length() <= MOST_SAID
        ? text
        : text.substring(
            0,
            text.offsetByCodePoints(0, Math.min(MOST_SAID, text.codePointCount(0, text.length()))));
  }
}
