package io.xianda.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a turn apart that holds two things: 送错了，顺便问下怎么开发票; in the middle of a task, an answer and a
 * question of its own: 对，钱退到哪里. Most turns hold one.
 *
 * @param head what it begins with
 * @param also what else is asked
 * @param isSaid whether the words themselves say that something else follows (顺便, 对了); where they
 *     do not, it may well be more about the same
 */
record AlsoAsked(String head, String also, boolean isSaid) {

  private static final Pattern CONNECTS =
      Pattern.compile(
          "(?:^|(?<=[,，。.!！?？;；、\\s]))[哦噢啊对呃诶哎]?"
              + "(?<word>顺便|顺带|顺道|对了|(?:另外|还有)(?!一?[个盒袋瓶包件半些点几片只杯枚颗\\d]|[两二三四五六七八九十][个盒袋瓶包件片只杯枚颗])|再问|再帮|(?:撤|办|弄|退|取消)完|然后|完了再|(?:还|也)想(?:问|知道)|先问)");
  private static final String LEADING = "^[哦噢啊对呃诶哎]?(?:顺便|顺带|顺道|对了|另外|还有|再)[,，\\s]*";

  private static final Pattern CLAUSE = Pattern.compile("[^,，。.!！?？;；\\s]+[?？]*");

  private static final Pattern QUESTION =
      Pattern.compile(
          "怎么|怎样|咋|什么|啥|多少|多久|几[天点号时个]|哪|吗|么$|嘛[?？]?$|呢[?？]?$|能不能|可不可以|要不要|是不是|会不会|有没有|[?？]");

  /** A question that only asks on about what was said. */
  private static final Pattern SAME_MATTER =
      Pattern.compile(
          "^.{0,6}(?:怎么办|咋办|咋整|怎么弄|怎么处理|怎么回事|咋回事|什么情况|啥情况|可以吗|可以么|行吗|行不行|好吗|对吗|是吗|在吗|能退吗|给退吗|退不退|赔不赔|管不管|有人吗|怎么说|咋说|为什么|为啥).{0,4}$");

  /** 不是六个一份么 asks nothing. */
  private static final Pattern REPROACHES = Pattern.compile("不是.{1,20}[么吗嘛]|难道|凭什么");

  private static final int SHORTEST = 5;

  /**
   * Looks for a second matter.
   *
   * @param messages of the turn, in their order
   * @param inTask whether the bot waits for an answer
   */
  static Optional<AlsoAsked> in(List<String> messages, boolean inTask) {
    String text = String.join("，", messages);
    Matcher connects = CONNECTS.matcher(text);
    while (connects.find()) {
      String head = text.substring(0, connects.start());
      String rest = text.substring(connects.start());
      if (letters(head) >= (inTask ? 1 : SHORTEST - 1) && letters(rest) >= SHORTEST) {
        return Optional.of(new AlsoAsked(trimmed(head), rest.replaceFirst(LEADING, ""), true));
      }
    }
    return inTask ? answerAndQuestion(text) : statementAndQuestion(messages);
  }

  private static Optional<AlsoAsked> answerAndQuestion(String text) {
    Matcher clauses = CLAUSE.matcher(text);
    while (clauses.find()) {
      boolean first = clauses.start() == 0;
      if (isQuestion(clauses.group())) {
        return first
            ? Optional.empty()
            : Optional.of(
                new AlsoAsked(
                    trimmed(text.substring(0, clauses.start())),
                    text.substring(clauses.start()),
                    false));
      }
    }
    return Optional.empty();
  }

  /** Of several messages, what tells something, and one that asks something. */
  private static Optional<AlsoAsked> statementAndQuestion(List<String> messages) {
    List<String> head = new ArrayList<>();
    List<String> also = new ArrayList<>();
    for (String message : messages) {
      (isQuestion(message) ? also : head).add(message);
    }
    return also.size() == 1 && letters(String.join("", head)) >= SHORTEST
        ? Optional.of(new AlsoAsked(String.join("，", head), also.getFirst(), false))
        : Optional.empty();
  }

  private static boolean isQuestion(String clause) {
    return letters(clause) >= SHORTEST
        && QUESTION.matcher(clause).find()
        && !SAME_MATTER.matcher(clause).find()
        && !REPROACHES.matcher(clause).find();
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetterOrDigit).count();
  }

  private static String trimmed(String head) {
    return head.replaceFirst("[,，。.;；、\\s]+$", "");
  }
}
