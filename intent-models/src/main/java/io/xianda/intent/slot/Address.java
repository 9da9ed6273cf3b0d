package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mainland address as one types it to have an order delivered elsewhere. It has at least what
 * leads to a door or a gate: a road with a number, an estate with a building, a building with a
 * unit or a room, or a road or estate within a district. A home, a company or a city alone is none.
 *
 * <p>Every part is null where it was not said, and otherwise stands as it was typed.
 *
 * @param city such as 杭州 or 上海市
 * @param district such as 浦东新区, 滨江 or 工业园区, with its town or street office where one was said
 * @param road such as 张江路 or 世纪大道
 * @param estate a compound, tower or campus, such as 阳光花园
 * @param number of the house or lane, such as 328号 or 88弄
 * @param building such as 3号楼 or 5栋
 * @param unit such as 二单元
 * @param room such as 502 or 1201室; a short form such as 12-3-501 stands here as a whole
 */
public record Address(
    @Nullable String city,
    @Nullable String district,
    @Nullable String road,
    @Nullable String estate,
    @Nullable String number,
    @Nullable String building,
    @Nullable String unit,
    @Nullable String room) {

  /** What may stand between two parts, but neither before the first nor behind the last. */
  private static final String GAPS = " ,;";

  /**
   * The addresses of a text, in its order; normalised text and text as it was typed are read alike.
   * Thread-safe; linear in the length of the text.
   */
  public static List<Mention<Address>> in(String raw) {
    String text = AddressWords.withoutLeads(SameLength.of(raw));
    List<Mention<Address>> found = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      if (GAPS.indexOf(text.charAt(start)) >= 0) {
        start++;
        continue;
      }
      int end = start;
      for (Pattern form : AddressWords.FORMS) {
        Matcher matcher = form.matcher(text).region(start, text.length());
        matcher.useTransparentBounds(true);
        if (matcher.lookingAt() && matcher.end() > start) {
          Address address = of(raw, matcher);
          if (address.leadsSomewhere()) {
            end = matcher.end();
            while (GAPS.indexOf(text.charAt(end - 1)) >= 0) {
              end--;
            }
            found.add(new Mention<>(new Span(start, end), address));
            break;
          }
        }
      }
      start = Math.max(end, start + 1);
    }
    return List.copyOf(found);
  }

  private static Address of(String raw, Matcher m) {
    return new Address(
        part(raw, m, "city"),
        part(raw, m, "district"),
        part(raw, m, "road"),
        part(raw, m, "estate"),
        part(raw, m, "number"),
        part(raw, m, "building"),
        part(raw, m, "unit"),
        part(raw, m, "room"));
  }

  private static @Nullable String part(String raw, Matcher m, String group) {
    return m.start(group) < 0 ? null : raw.substring(m.start(group), m.end(group)).strip();
  }

  private boolean leadsSomewhere() {
    boolean door = building != null || unit != null || room != null;
    return (road != null && number != null)
        || (estate != null && door)
        || (building != null && (unit != null || room != null))
        || (unit != null && room != null)
        || (district != null && (road != null || estate != null));
  }
}
