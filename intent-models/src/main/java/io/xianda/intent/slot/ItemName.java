package io.xianda.intent.slot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an item, taken apart.
 *
 * @param core without its size: 红颜草莓 of 红颜草莓 300g
 * @param size 300g; empty where there is none
 */
record ItemName(String core, String size) {

  private static final Pattern SIZE =
      Pattern.compile(
          "[ (\\[]*约?(?<size>\\d{1,5}(?:\\.\\d{1,2})?(?:kg|g|ml|l|斤|克|升|枚|支|只|盒|个|片|袋|条|根|瓶|听|罐))(?:装|/.{1,3})?[)\\]]*$");

  static ItemName of(String name) {
    String text = SameLength.of(name).strip();
    Matcher size = SIZE.matcher(text);
    return size.find() && size.start() > 0
        ? new ItemName(text.substring(0, size.start()).strip(), size.group("size"))
        : new ItemName(text, "");
  }
}
