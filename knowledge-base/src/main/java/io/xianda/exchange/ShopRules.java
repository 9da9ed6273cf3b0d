package io.xianda.exchange;

import io.xianda.curating.CuratingSettings;
import io.xianda.curating.Guards;
import io.xianda.curating.KnownNames;
import io.xianda.curating.NearQuestions;
import io.xianda.curating.ToldQuestions;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.knowledge.ShopFacts;
import java.time.Clock;

/**
 * What an entry of this shop must fulfil.
 *
 * @param encoder whose normalising makes two questions the same; encodes nothing here
 * @param near finds questions that are nearly the same; asked for short files only
 * @param facts what is so in the shop
 * @param known the names that may stand in an entry
 * @param settings whether anything may be published without review
 * @param clock now
 */
public record ShopRules(
    PassageEncoder encoder,
    NearQuestions near,
    ShopFacts facts,
    KnownNames known,
    CuratingSettings settings,
    Clock clock) {

  /** Guards that look for equal questions there. */
  Guards guards(ToldQuestions told, NearQuestions near) {
    return new Guards(encoder, told, near, facts, known, clock);
  }
}
