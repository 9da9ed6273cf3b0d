package io.xianda.dialogue;

import io.xianda.intent.Normaliser;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the choices somebody means who types instead of tapping: its words, a part of its words
 * that no other choice has, its place (第二个, 上面那个), or yes where there is but one. Thread-safe.
 */
final class ChoiceInWords {

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:我?(?:想?问的?是?|说的?是?|要|选|点|是|就是?))?"
              + "(?:第?(?<digit>[一二三四1-4])(?<unit>[个条项])?|(?<first>最?上面(?:那个|那条|的)?|前面(?:那个|那条|的)|头一个)"
              + "|(?<last>最后(?:一|那)?(?:个|条)|最?下面(?:那个|那条|的)?|后面(?:那个|那条|的)))"
              + "(?:问题)?[吧啊呢的]*");

  private static final Pattern NONE = Pattern.compile("(?:以上)?都?(?:不是|不对)(?:这些|的|啊)*|没有我?要?问?的|没有");

  private static final Pattern YES = Pattern.compile("(?:是的?|对的?|嗯+|就是|没错|就这个|就是这个|是这个)[啊呀吧]*");

  /** What many questions share says nothing about which is meant. */
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "(?:怎么|怎样|什么|为什么|可以|能|会|吗|呢|多久|哪里|在哪|几点|有没有|多少|商品|订单|下单|这个|那个|我|要|的|是|了|办|问题|时候)+");

  private static final Pattern AROUND =
      Pattern.compile("^(?:我?(?:想问的?是?|问的?是?|说的?是?|是|选))|(?:的?(?:那个|这个|那条)|的)?[吧啊呢]*$");

  private static final int SHORTEST = 2;
  private static final int LONGEST = 12;

  private ChoiceInWords() {}

  /**
   * The choice that is meant, if any.
   *
   * @param typed as it was typed
   * @param offers as they were shown, in their order
   */
  static Optional<Offer> in(String typed, List<Offer> offers) {
    if (offers.isEmpty()) {
      return Optional.empty();
    }
    String said = typed.strip();
    Optional<Offer> tapped =
        offers.stream().filter(offer -> offer.label().equals(said)).findFirst();
    String text = Normaliser.normalise(typed).text().replaceAll("[\\p{P}\\s]+$", "");
    return tapped
        .or(() -> none(text, offers))
        .or(() -> byPlace(text, offers))
        .or(() -> theOnlyOne(text, offers))
        .or(() -> byPart(text, offers));
  }

  private static Optional<Offer> none(String text, List<Offer> offers) {
    return NONE.matcher(text).matches()
        ? offers.stream().filter(Offer.NoneOfThese.class::isInstance).findFirst()
        : Optional.empty();
  }

  private static Optional<Offer> byPlace(String text, List<Offer> offers) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      return Optional.empty();
    }
    // 都不是 stands last, and is no answer to look for.
    List<Offer> real = real(offers);
    if (place.group("first") != null) {
      return real.stream().findFirst();
    }
    if (place.group("last") != null) {
      return real.isEmpty() ? Optional.empty() : Optional.of(real.getLast());
    }
    String digit = place.group("digit");
    int index = Math.max("一二三四".indexOf(digit), "1234".indexOf(digit));
    return index < offers.size() ? Optional.of(offers.get(index)) : Optional.empty();
  }

  private static Optional<Offer> theOnlyOne(String text, List<Offer> offers) {
    List<Offer> real = real(offers);
    return real.size() == 1 && YES.matcher(text).matches()
        ? Optional.of(real.getFirst())
        : Optional.empty();
  }

  private static Optional<Offer> byPart(String text, List<Offer> offers) {
    String part = AROUND.matcher(text).replaceAll("");
    int length = part.codePointCount(0, part.length());
    if (length < SHORTEST || length > LONGEST || SAYS_NOTHING.matcher(part).matches()) {
      return Optional.empty();
    }
    List<Offer> named =
        real(offers).stream()
            .filter(offer -> Normaliser.normalise(offer.label()).text().contains(part))
            .toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private static List<Offer> real(List<Offer> offers) {
    return offers.stream().filter(offer -> !(offer instanceof Offer.NoneOfThese)).toList();
  }
}
