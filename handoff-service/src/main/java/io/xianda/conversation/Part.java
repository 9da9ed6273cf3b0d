package io.xianda.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A piece of a message; each channel renders it as it can. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Part.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Part.Choices.class, name = "choices"),
  @JsonSubTypes.Type(value = Part.Link.class, name = "link"),
  @JsonSubTypes.Type(value = Part.OrderCard.class, name = "order"),
  @JsonSubTypes.Type(value = Part.Image.class, name = "image")
})
public sealed interface Part {

  /**
   * Plain text, never markup.
   *
   * @param text as it is shown
   */
  record Text(String text) implements Part {}

  /**
   * Buttons; a tap says the option's value.
   *
   * @param options at least one
   */
  record Choices(List<Option> options) implements Part {

    public Choices {
      options = List.copyOf(options);
      if (options.isEmpty()) {
        throw new IllegalArgumentException("choices need an option");
      }
    }
  }

  /**
   * One button.
   *
   * @param label what stands on it
   * @param value what the shopper says by it
   */
  record Option(String label, String value) {}

  /**
   * A card that leads to a page of the mini-program.
   *
   * @param title what stands on it
   * @param page path, starting with a slash
   */
  record Link(String title, String page) implements Part {}

  /**
   * One of the shopper's own orders.
   *
   * @param number the whole order number; a tap says it
   * @param summary the goods in a few words
   * @param status in the shopper's words
   * @param placed when it was placed, as people read it
   * @param amount paid, in yuan with two decimals
   */
  record OrderCard(String number, String summary, String status, String placed, String amount)
      implements Part {}

  /**
   * A picture.
   *
   * @param name of its file
   */
  record Image(String name) implements Part {}
}
