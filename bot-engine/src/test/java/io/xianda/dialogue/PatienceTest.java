package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the same was said, and how often angrily. */
class PatienceTest {

  private static Patience calm(@Nullable Patience before, String text) {
    return Patience.after(before, text, false, false);
  }

  @ParameterizedTest
  @CsvSource({"怎么还没到!!, 怎么还没到啊", "我的草莓到哪里了, 我的草莓到哪里了呢", "tk, tk"})
  void theSameIsTheSameInSpiteOfMarksAndParticles(String first, String second) {
    assertThat(calm(calm(null, first), second).times()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"几点能送到, 几点能退款", "大米那单, 菠菜那单", "1, 2", "!!, ??"})
  void anythingElseIsCountedAnew(String first, String second) {
    assertThat(calm(calm(null, first), second).times()).isEqualTo(1);
  }

  @Test
  void angerIsCountedUntilATaskGoesOn() {
    Patience once = Patience.after(null, "气死我了", true, false);
    Patience still = calm(once, "到底怎么办");

    assertThat(still.angry()).isEqualTo(1);
    assertThat(Patience.after(still, "垃圾", true, false).angry()).isEqualTo(2);
    assertThat(Patience.after(still, "草莓烂了", true, true).angry()).isZero();
  }

  @Property
  void nothingLongIsKeptAndNothingFails(@ForAll String text) {
    Patience patience = calm(calm(null, text), text);

    assertThat(patience.said().codePointCount(0, patience.said().length())).isLessThanOrEqualTo(80);
    assertThat(patience.times()).isBetween(1, 2);
  }
}
