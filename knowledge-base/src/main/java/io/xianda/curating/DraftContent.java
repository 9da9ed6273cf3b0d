package io.xianda.curating;

import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Reach;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes. It may be incomplete or wrong: {@link Guards} tell what keeps it from
 * being told. Only what storage cannot hold is no content at all.
 *
 * @param question in the operators' words
 * @param similar other ways to ask it
 * @param answer plain text; {@code {delivery.fee}} stands for a fact of the shop
 * @param page path of a mini-program page, or {@code null}
 * @param image name of a picture, or {@code null}
 * @param choices what the shopper may tap next
 * @param intent whose messages it answers; empty when not chosen yet
 * @param tags the operators' own
 * @param channels where it is told; empty for everywhere
 * @param cities where it is told; empty for everywhere
 * @param from the first instant, or {@code null} for always; whole microseconds
 * @param until the first instant at which it is no longer told, or {@code null} for ever
 * @param owner who answers for it; empty when nobody does yet
 */
public record DraftContent(
    String question,
    List<String> similar,
    String answer,
    @Nullable String page,
    @Nullable String image,
    List<String> choices,
    String intent,
    Set<String> tags,
    Set<String> channels,
    Set<String> cities,
    @Nullable Instant from,
    @Nullable Instant until,
    String owner) {

  /** Longest question that may be published, and longest similar question, in characters. */
  public static final int QUESTION = 200;

  /** Most similar questions that may be published. */
  public static final int SIMILAR = 500;

  /** Longest answer that may be published. */
  public static final int ANSWER = 2000;

  /** Longest page path that may be published, and longest name of a picture. */
  public static final int PAGE = 300;

  /** Most choices that may be published. */
  public static final int CHOICES = 10;

  /** Longest choice that may be published. */
  public static final int CHOICE = 60;

  /** Most tags that may be published. */
  public static final int TAGS = 20;

  /** Longest tag that may be published. */
  public static final int TAG = 30;

  /** A draft may be so many times over its bounds, so that an operator who pastes loses nothing. */
  private static final int ROOM = 5;

  private static final int NAME = 100;
  private static final int NAMES = 200;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  public DraftContent {
    Bounds.text("question", question, ROOM * QUESTION);
    similar = Bounds.texts("similar", List.copyOf(similar), ROOM * SIMILAR, ROOM * QUESTION);
    Bounds.text("answer", answer, ROOM * ANSWER);
    Bounds.text("page", page == null ? "" : page, ROOM * PAGE);
    Bounds.text("image", image == null ? "" : image, ROOM * PAGE);
    choices = Bounds.texts("choices", List.copyOf(choices), ROOM * CHOICES, ROOM * CHOICE);
    Bounds.text("intent", intent, NAME);
    tags = Bounds.texts("tags", inOrder(tags), ROOM * TAGS, ROOM * TAG);
    channels = Bounds.texts("channels", inOrder(channels), NAMES, NAME);
    cities = Bounds.texts("cities", inOrder(cities), NAMES, NAME);
    from = storable("from", from);
    until = storable("until", until);
    Bounds.text("owner", owner, NAME);
  }

  /** A draft of words alone, for everybody. */
  public static DraftContent of(String question, String answer, String... similar) {
    return new DraftContent(
        question,
        List.of(similar),
        answer,
        null,
        null,
        List.of(),
        "",
        Set.of(),
        Set.of(),
        Set.of(),
        null,
        null,
        "");
  }

  /** The content of a published entry; it has neither tags nor an owner. */
  public static DraftContent of(Entry entry) {
    Reach reach = entry.reach();
    return new DraftContent(
        entry.question(),
        entry.similar(),
        entry.answer(),
        entry.page(),
        entry.image(),
        entry.choices(),
        entry.intent(),
        Set.of(),
        reach.channels(),
        reach.cities(),
        reach.from(),
        reach.until(),
        "");
  }

  /**
   * What is published of it, without any markup.
   *
   * @throws IllegalArgumentException when question or answer is missing or its time is never;
   *     guards block all three
   */
  public Entry toEntry(EntryId id) {
    return new Entry(
        id,
        intent,
        PlainText.of(question),
        similar.stream().map(PlainText::of).toList(),
        PlainText.of(answer),
        page,
        image,
        choices.stream().map(PlainText::of).toList(),
        new Reach(channels, cities, from, until));
  }

  /** All ways to ask it, as far as there are any, the operators' own question first. */
  List<String> questions() {
    return Stream.concat(Stream.of(question), similar.stream())
        .filter(text -> !text.isBlank())
        .toList();
  }

  /** In one order, so that equal contents are equal as JSON, too. */
  private static Set<String> inOrder(Set<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }

  private static @Nullable Instant storable(String field, @Nullable Instant time) {
    if (time == null) {
      return null;
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(field + " lies out of all reason: " + time);
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
