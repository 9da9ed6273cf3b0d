package io.xianda.dialogue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that a choice stands for, so that a tap on it needs no guessing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Offer.OfEntry.class, name = "entry"),
  @JsonSubTypes.Type(value = Offer.OfIntent.class, name = "intent"),
  @JsonSubTypes.Type(value = Offer.NoneOfThese.class, name = "none"),
  @JsonSubTypes.Type(value = Offer.OfTicket.class, name = "ticket")
})
public sealed interface Offer {

  /** What stands on the button, and what a tap on it says. */
  String label();

  /**
   * An entry of the knowledge base.
   *
   * @param label its question
   * @param entry its id
   */
  record OfEntry(String label, String entry) implements Offer {}

  /**
   * A task of the bot, or a matter for a person.
   *
   * @param label the intent's name
   * @param intent its id
   */
  record OfIntent(String label, String intent) implements Offer {}

  /**
   * None of the other choices.
   *
   * @param label says so
   * @param intent what was asked for, for which there is no entry then
   */
  record NoneOfThese(String label, String intent) implements Offer {}

  /**
   * A note for people, who see to it later.
   *
   * @param label says so
   * @param group who
   * @param reason in a stable word
   */
  record OfTicket(String label, String group, String reason) implements Offer {}
}
