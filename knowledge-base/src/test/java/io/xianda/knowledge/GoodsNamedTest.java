package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which goods two texts name, and whether they are the same. */
class GoodsNamedTest {

  @ParameterizedTest
  @CsvSource({
    "草莓怎么放, 红颜草莓坏了, 1",
    "樱桃怎么放, 车厘子能放几天, 1",
    "草莓怎么放, 鸡蛋怎么放, -1",
    "胡萝卜要冷藏吗, 萝卜要冷藏吗, -1",
    "买回来怎么放, 鸡蛋怎么放, 0",
    "几点能送到, 运费多少, 0",
    "牛奶和面包都坏了, 面包发霉, 1"
  })
  void theSameGoodsAgree(String one, String other, int agreement) {
    assertThat(GoodsNamed.in(List.of(one)).agreesWith(GoodsNamed.in(List.of(other))))
        .isEqualTo(agreement);
    assertThat(GoodsNamed.in(List.of(other)).agreesWith(GoodsNamed.in(List.of(one))))
        .isEqualTo(agreement);
  }
}
