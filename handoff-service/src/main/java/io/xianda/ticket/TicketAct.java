package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.util.List;

/**
 * Something that people do to a ticket; {@link TicketState#after} says when they may. Texts have 1
 * to {@value #LONGEST} characters.
 */
public sealed interface TicketAct {

  /** The most characters of a text. */
  int LONGEST = 2000;

  /** The most pictures at once. */
  int MOST_PHOTOS = 9;

  /** Whoever acts will do it. */
  record Take() implements TicketAct {}

  /** Somebody else will do it. */
  record Assign(String to) implements TicketAct {

    public Assign {
      if (!to.matches("[a-z0-9._-]{1,40}")) {
        throw new IllegalArgumentException("not the name of an account");
      }
    }
  }

  /** Another group has to see to it. */
  record Regroup(SkillGroup group) implements TicketAct {}

  /** It is to be done sooner, or need not be. */
  record Reprioritise(Priority priority) implements TicketAct {}

  /** Work begins; whoever begins does it, unless somebody was named. */
  record Start() implements TicketAct {}

  /** The shopper is asked something, and the clock stands still until the answer. */
  record Ask(String text) implements TicketAct {

    public Ask {
      requireText(text);
    }
  }

  /** The shopper is told something. */
  record Say(String text) implements TicketAct {

    public Say {
      requireText(text);
    }
  }

  /** The shopper adds words or pictures: one of both at least. */
  record Add(String text, List<String> photos) implements TicketAct {

    public Add {
      photos = List.copyOf(photos);
      if (text.isEmpty() ? photos.isEmpty() : isNoText(text)) {
        throw new IllegalArgumentException("nothing is added");
      }
      if (photos.size() > MOST_PHOTOS) {
        throw new IllegalArgumentException("more than " + MOST_PHOTOS + " pictures");
      }
    }
  }

  /** It is done; the text tells the shopper what came of it. */
  record Resolve(String text) implements TicketAct {

    public Resolve {
      requireText(text);
    }
  }

  /** What is done is over. */
  record Close() implements TicketAct {}

  /** It was not done after all. */
  record Reopen(String text) implements TicketAct {

    public Reopen {
      requireText(text);
    }
  }

  /** For colleagues only. */
  record Comment(String text) implements TicketAct {

    public Comment {
      requireText(text);
    }
  }

  private static boolean isNoText(String text) {
    return text.isBlank() || text.length() > LONGEST;
  }

  private static void requireText(String text) {
    if (isNoText(text)) {
      throw new IllegalArgumentException("a text has 1 to " + LONGEST + " characters");
    }
  }
}
