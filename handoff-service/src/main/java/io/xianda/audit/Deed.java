package io.xianda.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that somebody of the staff did. Nothing in it is personal data: accounts are named, and
 * things by their ids, never persons or their words.
 *
 * @param actor name of the account, 1 to 40 of {@code a-z 0-9 . _ -}; {@link #NOBODY} where nobody
 *     asked
 * @param action a stable word such as {@code account-disabled}, 1 to 60 of {@code a-z 0-9 -}
 * @param subject what it was done to: kind and id such as {@code account:li}, up to 120 characters
 * @param details what else matters, up to 10 of them: plain words, each up to 200 characters
 */
public record Deed(String actor, String action, String subject, Map<String, String> details) {

  /** The actor of what nobody asked for, such as locking an account. */
  public static final String NOBODY = "xianda";

  private static final Pattern ACTOR = Pattern.compile("[a-z0-9._-]{1,40}");
  private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9-]{0,59}");
  private static final Pattern SUBJECT = Pattern.compile("[a-z][a-z-]{0,19}:[A-Za-z0-9._:-]{1,99}");
  private static final Pattern DETAIL = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,39}");
  private static final int MOST_DETAILS = 10;
  private static final int LONGEST_DETAIL = 200;

  public Deed {
    details = Map.copyOf(details);
    require(ACTOR.matcher(actor).matches(), "no actor of a deed");
    require(ACTION.matcher(action).matches(), "no action of a deed");
    require(SUBJECT.matcher(subject).matches(), "no subject of a deed");
    require(details.size() <= MOST_DETAILS, "too many details of a deed");
    details.forEach((name, value) -> {
      require(DETAIL.matcher(name).matches(), "no name of a detail");
      require(value.length() <= LONGEST_DETAIL, "a detail is too long");
      require(value.indexOf(0) < 0, "a detail cannot be stored");
    });
  }

  /** A deed of which there is nothing more to tell. */
  public Deed(String actor, String action, String subject) {
    this(actor, action, subject, Map.of());
  }

  /** The same with one detail more. */
  public Deed with(String name, String value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(name, value);
    return new Deed(actor, action, subject, more);
  }

  // What was given is not repeated: it may be the very thing that must not stand in a log.
  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
