package io.xianda.knowledge;

import java.util.regex.Pattern;

/**
 * A message that only makes sense after what was said before: 那冷冻的呢, after the claim window of
 * fresh goods. It is looked for together with the question that was answered last: their vectors
 * are blended, since the text is encoded once a turn.
 */
final class FollowUp {

  /** Whoever says more than this says what he means. */
  private static final int LONGEST = 14;

  /** 那冷冻的呢, 要是过期了呢, 会员呢: begins or ends as a continuation does. */
  private static final Pattern CONTINUES =
      Pattern.compile(
          "^(?:那(?!个|些|边|里|天|次|单)|那么|要是|如果|万一|还有|或者|以及|换成|改成|除了|只有|包括|比如|然后)"
              + "|(?:呢|的话)\\p{P}*$");

  /** What a question is asked with; without a thing that it asks about it leans on the last one. */
  private static final Pattern EMPTY_WORDS =
      Pattern.compile(
          "多少钱|怎么|怎样|咋|如何|什么|啥|多久|多长时间|多少|几点|几天|几次|几个|哪里|哪儿|哪|在|可以|能不能|能|会不会|会"
              + "|要不要|需要|要|有没有|有|是不是|是|吗|么|嘛|呀|啊|吧|了|的|我|你们|你|这个|那个|它|这|那|也|都|还|就|又|再"
              + "|一下|一次|一起|请问|到底|具体|时候|办|弄|用|看|算|收费|免费|贵|便宜|行|好|对|不|没|给|去|到|来|\\p{P}|\\s");

  /** Shares of the message and of the last question in the blended vector. */
  private static final double OWN = 0.6;

  private static final double LAST = 0.5;

  /** As likely as this is an entry of the last one's intent, whatever the few words sound like. */
  private static final double SAME_INTENT = 0.5;

  private FollowUp() {}

  /** Whether a normalised message leans on what was said before. */
  static boolean leans(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < 2 || length > LONGEST) {
      return false;
    }
    return CONTINUES.matcher(text).find() || EMPTY_WORDS.matcher(text).replaceAll("").length() <= 1;
  }

  /** The message together with the question that was answered last. */
  static KnowledgeQuery blended(KnowledgeQuery query, EntryCard last) {
    String intent = last.entry().intent();
    return new KnowledgeQuery(
        query.text(),
        blend(query.vector(), last.vector(0)),
        id -> {
          double own = query.intents().applyAsDouble(id);
          return id.equals(intent) ? Math.max(own, SAME_INTENT) : own;
        },
        query.limit(),
        query.asker(),
        null);
  }

  private static float[] blend(float[] own, float[] last) {
    float[] blend = new float[own.length];
    double squares = 0;
    for (int i = 0; i < own.length; i++) {
      blend[i] = (float) (OWN * own[i] + LAST * last[i]);
      squares += (double) blend[i] * blend[i];
    }
    for (int i = 0; i < blend.length; i++) {
      blend[i] /= (float) Math.sqrt(squares);
    }
    return blend;
  }
}
