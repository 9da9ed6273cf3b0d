package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signs of anger and worry are found where they stand; denied ones and words that only look so are
 * not.
 */
class EmotionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          我要投诉|ANGRY|投诉=ESCALATION
          再不退我就打12315|ANGRY|12315=ESCALATION
          等着曝光吧|ANGRY|曝光=ESCALATION
          我会找律师|ANGRY|律师=ESCALATION
          给你们差评|ANGRY|差评=ESCALATION
          你们就是骗子|ANGRY|骗子=ABUSE
          垃圾平台|ANGRY|垃圾=ABUSE
          消协见|ANGRY|消协=ESCALATION
          我去工商举报|ANGRY|工商=ESCALATION; 举报=ESCALATION
          黑猫投诉走起|ANGRY|黑猫=ESCALATION; 投诉=ESCALATION
          再这样我报警了|ANGRY|报警=ESCALATION
          到底什么时候送!!!|ANGRY|!!!=SHOUTING
          快点！！！！|ANGRY|！！！！=SHOUTING
          什么态度|ANGRY|什么态度=ABUSE
          气死我了|ANGRY|气死=ABUSE
          呵呵|ANGRY|呵呵=SARCASM
          服了你们|ANGRY|服了=SARCASM
          真行啊|ANGRY|真行啊=SARCASM
          你们可真行啊|ANGRY|你们可真行啊=SARCASM
          也是醉了|ANGRY|也是醉了=SARCASM
          太过分了|ANGRY|太过分=ABUSE
          再也不买了|ANGRY|再也不买=ABUSE
          不退我就投诉|ANGRY|投诉=ESCALATION
          别逼我投诉|ANGRY|投诉=ESCALATION
          不处理就发小红书|ANGRY|发小红书=ESCALATION
          😡还没到|ANGRY|😡=ABUSE
          退一赔三|ANGRY|退一赔三=ESCALATION
          无语|ANGRY|无语=SARCASM
          急死我了要投诉|ANGRY|急死=WORRY; 投诉=ESCALATION
          坑人的吧|ANGRY|坑人=ABUSE
          很着急|WORRIED|很着急=WORRY
          急!|WORRIED|急=WORRY
          怎么办|WORRIED|怎么办=WORRY
          等着下锅呢|WORRIED|等着下锅=WORRY
          孩子等着喝奶|WORRIED|孩子等着=WORRY
          家里孩子还等着吃呢|WORRIED|孩子还等着=WORRY
          来不及了|WORRIED|来不及=WORRY
          有点担心|WORRIED|担心=WORRY
          还没到???|WORRIED|???=WORRY
          😭草莓全烂了|WORRIED|😭=WORRY
          急用,能快点吗|WORRIED|急用=WORRY
          客人都在等|WORRIED|客人都在等=WORRY
          会不会丢了|WORRIED|会不会丢=WORRY
          什么时候到啊,急急急|WORRIED|急急急=WORRY
          算你们狠|ANGRY|算你们狠=ABUSE
          黑心商家|ANGRY|黑心=ABUSE
          妈的什么破平台|ANGRY|妈的=ABUSE; 什么破=ABUSE
          给我一个说法|ANGRY|给我一个说法=ABUSE
          太失望了|ANGRY|太失望=ABUSE
          信不信我找媒体曝光你们|ANGRY|媒体=ESCALATION; 曝光=ESCALATION
          # calm
          草莓烂了一半|CALM|-
          不急,慢慢来|CALM|-
          不着急|CALM|-
          别着急|CALM|-
          我不是来投诉的|CALM|-
          不想投诉,帮我退了就行|CALM|-
          不会给差评的|CALM|-
          垃圾袋有吗|CALM|-
          厨房垃圾桶有卖吗|CALM|-
          工商银行卡能付吗|CALM|-
          怎么办会员卡|CALM|-
          急冻虾仁有吗|CALM|-
          说服了我买|CALM|-
          谢谢!!!|CALM|-
          太好吃了!!!!|CALM|-
          在吗?|CALM|-
          没那么急|CALM|-
          一星期前买的|CALM|-
          滚烫的|CALM|-
          110g的有吗|CALM|-
          好的!|CALM|-
          不是很着急|CALM|-
          土豆黑心了|CALM|-
          我妈的订单到哪了|CALM|-
          看到有差评说不新鲜|CALM|-
          送到法院路12号|CALM|-
          草莓真棒啊|CALM|-
          冰还没完全化|CALM|-
          你们有什么服务|CALM|-
          是的是的!!!|CALM|-
          谢谢,不急的|CALM|-
          """)
  void whatAMessageSays(String text, Emotion.Level level, String found) {
    assertThat(Tables.shown(text, Emotion.in(text), Emotion.Cue::name)).isEqualTo(found);
    assertThat(Emotion.of(text).level()).isEqualTo(level);
  }
}
