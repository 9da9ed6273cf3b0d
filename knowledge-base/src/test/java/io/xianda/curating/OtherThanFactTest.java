package io.xianda.curating;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.DemoFacts;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.EntryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are not the shop's are told to the operator; right ones are left in peace. */
class OtherThanFactTest {

  private static final DemoFacts FACTS = DemoFacts.shipped();

  private final OtherThanFact guard = new OtherThanFact(FACTS, FactWords.shipped());

  private List<Finding> findings(String answer) {
    return findings("问题", answer);
  }

  private List<Finding> findings(String question, String answer) {
    return guard.check(
        new Draft(
            new EntryId("draft"),
            DraftContent.of(question, answer),
            Instant.parse("2026-11-23T00:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "满39元免配送费，不满39元收5元。",
        "配送费5块，19元起送。",
        "配送费 {delivery.fee}，满 {delivery.free_from} 免。",
        "即时达承诺45分钟送达，仓库3公里内都能送。",
        "次日达当晚22点前下单，第二天07:00-12:00送到。",
        "次日达晚上十点前下单，第二天早上7点到中午12点送。",
        "签收后24小时内，生鲜有坏损都可以申请。",
        "蔬果签收后一天内可以申请售后。",
        "冷冻品化冻请在签收后六小时内申请。",
        "没拆封的包装食品签收后7天内可以退。",
        "未拆封的包装食品一周内支持无理由。",
        "坏损不超过总量30%按比例退，超过30%全额退。",
        "缺斤少两按差额两倍退。",
        "微信零钱24小时内到，银行卡1-3个工作日。",
        "银行卡一到三个工作日到账。",
        "出库后拒收扣5元配送费。",
        "缺货自动退款，再补一张2元券。",
        "企业团购满500元打95折，提前1天联系人工。",
        "企业团购享受9.5折。",
        "电子普通发票签收后30天内申请，24小时内发到邮箱。",
        "新人首单满29元减15元。",
        "100分抵1元，积分有效期12个月。",
        "积分有效期一年。",
        "月卡9.9元，年卡88元。",
        "会员每月4张免配送券。",
        "鲜生卡有100/200/500元三种面值，有效期3年。",
        "注销有7天冷静期。",
        "人工客服08:00-22:00在线。",
        "客服热线400-000-0618。",
        "自提单保留到当天21:00。",
        "预约配送最远可约3天内，60分钟一档。",
        "预约配送按1小时一档选时段。",
        "买年卡比月卡一年能省30.8元。",
        "比如一单38元，差1元就免配送费。",
        "苹果放三五天没问题，五斤约12个。",
        "鸡蛋一斤9个左右，5块钱能买半斤。",
        "土豆放一个月也不坏。",
        "蒸15分钟就能吃。",
        "重复扣的款24小时内自动退回。",
        "人工审核2小时内出结果。"
      })
  void rightAnswersAreLeftInPeace(String answer) {
    assertThat(findings(answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "满49元免配送费。, delivery.free_from",
    "不满39元收6元配送费。, delivery.fee",
    "运费每单八块。, delivery.fee",
    "配送费39元。, delivery.fee",
    "29元起送。, delivery.minimum_order",
    "即时达承诺30分钟送达。, delivery.express.promise",
    "即时达只送仓库5公里以内。, delivery.express.radius",
    "次日达21:00前下单，第二天送到。, delivery.next_day.cutoff",
    "次日达晚上九点前下单，明天到。, delivery.next_day.cutoff",
    "水果签收后48小时内可以申请售后。, aftersale.fresh",
    "生鲜坏损签收后两天内申请。, aftersale.fresh",
    "化冻的请在签收后12小时内申请。, aftersale.frozen",
    "没拆封的包装食品签收后15天内可以退。, aftersale.packaged",
    "坏损超过20%的全额退。, aftersale.damage_share",
    "缺斤少两按差额三倍退。, aftersale.short_weight",
    "退到银行卡要3-5个工作日。, refund.bank",
    "微信零钱48小时内到账。, refund.wechat",
    "拒收要扣10元配送费。, order.reject_fee",
    "缺货的自动退款，再补5元券。, order.out_of_stock_coupon",
    "企业团购满1000元才有折扣。, order.group.from",
    "企业团购打九折。, order.group.discount",
    "发票在签收后60天内申请。, invoice.apply",
    "发票48小时内发到邮箱。, invoice.issue",
    "重复扣的款3天内退回。, payment.double_charge",
    "新人首单满39元减20元。, promo.new_customer.from",
    "积分有效期6个月。, points.valid",
    "200分抵1元。, points.for_one_yuan",
    "月卡12.9元。, member.month",
    "年卡99元。, member.year",
    "会员每月6张免配送券。, member.delivery_coupons",
    "鲜生卡有效期5年。, giftcard.valid",
    "注销有15天冷静期。, account.closing",
    "人工客服09:00-21:00在线。, service.hours",
    "客服热线400-000-0619。, service.hotline",
    "自提单保留到当天20:00。, pickup.kept_until",
    "预约配送最远可约7天。, delivery.scheduled.latest"
  })
  void aNumberThatIsNotTheShopsIsToldWithTheFactThatIsMeant(String answer, String fact) {
    assertThat(findings(answer)).extracting(finding -> finding.parameters().get(1)).contains(fact);
  }

  @Test
  void theDemoShopsAnswersAreAllRight() {
    assertThat(
            EntryFile.demoAsWritten().stream()
                .flatMap(entry ->
                    findings(entry.question(), entry.answer()).stream()
                        .map(finding -> entry.id() + " " + finding.parameters())))
        .isEmpty();
  }

  /** How often the guard sees it when one number of a shipped answer is no longer the shop's. */
  @Test
  void mostNumbersOfTheDemoShopThatAreChangedAreNoticed() {
    Map<String, String> changes =
        Map.ofEntries(
            Map.entry("39元", "49元"),
            Map.entry("19元起送", "25元起送"),
            Map.entry("45分钟", "35分钟"),
            Map.entry("3公里", "5公里"),
            Map.entry("24小时内", "36小时内"),
            Map.entry("6小时内", "8小时内"),
            Map.entry("总量30%", "总量40%"),
            Map.entry("1-3个工作日", "3-5个工作日"),
            Map.entry("95折", "85折"),
            Map.entry("400-000-0618", "400-000-0916"),
            Map.entry("22:00前", "23:00前"),
            Map.entry("9.9元", "12.9元"),
            Map.entry("12个月", "18个月"),
            Map.entry("2元券", "3元券"),
            Map.entry("7天内", "10天内"));
    int changed = 0;
    int noticed = 0;
    for (Entry entry : EntryFile.demoAsWritten()) {
      for (Map.Entry<String, String> change : changes.entrySet()) {
        if (entry.answer().contains(change.getKey())) {
          changed++;
          String wrong = entry.answer().replace(change.getKey(), change.getValue());
          noticed += findings(entry.question(), wrong).isEmpty() ? 0 : 1;
        }
      }
    }

    assertThat(changed).isGreaterThan(80);
    assertThat(noticed / (double) changed).isGreaterThan(0.9);
  }
}
