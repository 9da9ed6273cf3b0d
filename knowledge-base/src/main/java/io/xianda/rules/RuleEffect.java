package io.xianda.rules;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.xianda.knowledge.EntryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule does. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "does")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RuleEffect.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = RuleEffect.ShowEntry.class, name = "show_entry"),
  @JsonSubTypes.Type(value = RuleEffect.HandOver.class, name = "hand_over")
})
public sealed interface RuleEffect {

  /**
   * Says this.
   *
   * @param text of at most {@value #LONGEST_TEXT} characters; {@code {delivery.fee}} stands for a
   *     fact of the shop
   * @param card that leads on, or {@code null}
   * @param choices at most {@value #MOST_CHOICES} buttons; a tap says what stands on it
   */
  record Answer(String text, @Nullable Card card, List<String> choices) implements RuleEffect {

    public static final int LONGEST_TEXT = 1000;
    public static final int MOST_CHOICES = 6;
    public static final int LONGEST_CHOICE = 30;

    public Answer {
      choices = List.copyOf(choices);
      require(text.length() <= LONGEST_TEXT, "an answer is too long");
      require(choices.size() <= MOST_CHOICES, "too many choices");
      require(
          choices.stream().allMatch(choice -> choice.length() <= LONGEST_CHOICE),
          "a choice is too long");
    }
  }

  /**
   * A card that leads to a page of the mini-program.
   *
   * @param title what stands on it, at most {@value #LONGEST_TITLE} characters
   * @param page path with a slash in front, such as {@code /pages/aftersale/list}, at most {@value
   *     #LONGEST_PAGE} characters
   */
  record Card(String title, String page) {

    public static final int LONGEST_TITLE = 30;
    public static final int LONGEST_PAGE = 200;

    public Card {
      require(title.length() <= LONGEST_TITLE, "the title of a card is too long");
      require(page.length() <= LONGEST_PAGE, "the page of a card is too long");
    }
  }

  /** Says what an entry says, as long as the entry is told to this shopper at this time. */
  record ShowEntry(EntryId entry) implements RuleEffect {}

  /**
   * A person takes over.
   *
   * @param group their skill group, as in {@code intents.yml}, at most 40 characters
   */
  record HandOver(String group) implements RuleEffect {

    public HandOver {
      require(group.length() <= 40, "not a skill group");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
