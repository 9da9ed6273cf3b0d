package io.xianda.flow;

import java.util.regex.Pattern;

/** What shoppers say in the course of a claim. */
final class ClaimWords {

  static final Pattern NO_PHOTO =
      Pattern.compile(
          "没(?:有)?(?:拍|照片|图|照|留)|拍不[了到]|不(?:会|想|方便|能)(?:拍|发|传)|(?:扔|丢|倒|吃)(?:掉)?了|(?:照片|图片?|相片).{0,4}(?:没|删)|忘(?:了|记)拍|没法拍|发不了|传不(?:了|上)|无图|无照片|没得");

  static final Pattern MONEY =
      Pattern.compile("退[钱款]|退给我|把钱|直接退|给我退|赔钱|不[用要想]?(?:再)?(?:补|重)(?:发|送|了|货|寄)|不补了?|要钱|退吧|退了吧");

  static final Pattern RESHIP = Pattern.compile("(?<!不[用要想再]|不)(?:补发|重发|重新发|再送|再发|补送|补给我|补一)");

  static final Pattern EXCHANGE = Pattern.compile("(?<!不能|不用|不想|不要)换(?:一|个|盒|袋|新|货|份|瓶|成)|给我换|能换");

  static final Pattern NO_MONEY = Pattern.compile("不(?:要|用|想|需要)?退|算了");

  static final Pattern OPENED =
      Pattern.compile("拆(?:封|开|了|包)|打开|开封|开了|吃了|尝了|喝了|咬|入口|哈喇|生虫|长虫|虫|胀[包袋气]|霉|结块|味|潮|坏了|变质");

  static final Pattern UNOPENED = Pattern.compile("(?:没|未|还没|没有|木有)(?:拆|开|打开|动)|原封|没动过|完好");

  /** The amount is not accepted, however politely. */
  static final Pattern DISPUTES =
      Pattern.compile(
          "(?:这么|那么|这)(?:点|少|些)|才(?:退|赔|给|这|补|\\d)|就(?:退|赔|给|补)?(?:这|那)(?:么)?(?:点|些|几)|太少|少了[吧点]|不够|凭什么|不接受|不认可|不同意|不满意|打发|只(?:退|赔|给|补)|不公平|不合理|亏了?|讲道理|逗我|开玩笑");

  static final Pattern WANTS_MORE =
      Pattern.compile(
          "全(?:部)?(?:额)?退|全退|全款|整[单盒]|多(?:退|赔|补|给)|再(?:加|多|补)点|[一二两三四五六七八九十\\d]+倍|赔我|应该退");

  static final Pattern CORRECTS = Pattern.compile("不是|搞错|说错|弄错|写错|选错|应该是|不对|换成|改成");

  static final Pattern DOES_NOT_KNOW = Pattern.compile("不知道|不清楚|说不[清好准]|不好说|没数|不确定|记不清|没法算");

  private ClaimWords() {}
}
