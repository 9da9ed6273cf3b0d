package io.xianda.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No pattern of an operator can hang the bot or take its memory. */
class CompilePatternTest {

  private static final String LONG_TEXT = "a".repeat(100_000) + "!";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|aa)+$",
        "(a*)*b",
        "(.*a){12}b",
        "(a|a|a|a)*c",
        "^(([a-z])+.)+[A-Z]([a-z])+$"
      })
  @Timeout(20)
  void whatIsCatastrophicElsewhereEndsQuicklyHere(String catastrophic) {
    Pattern pattern = compiled(catastrophic);
    long start = System.nanoTime();
    pattern.matcher(LONG_TEXT).find();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((a{100}){100}){100}){100}){100}",
        "(a{1000}){1000}",
        "(a{30}){30}",
        "((((((((((a{2}){3}){3}){3}){3}){3}){3}){3}){3}){3}){3}",
        "(((a{999,}){999,}){999,})",
        "a{1000}",
        "(?:(?:(?:.{0,100}){0,100}){0,100}){999999999}",
      })
  @Timeout(5)
  void whatWouldBeUnrolledWithoutEndIsTooLarge(String pattern) {
    assertThat(CompilePattern.compile(pattern)).isEqualTo(new CompilePattern.Result.TooLarge());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "退款.{0,20}(到账|收到).{0,20}(没|未)",
        "(?:退|还){1,3}.{0,20}(?:钱|款){1,2}",
        "\\d{4}-\\d{2}-\\d{2}",
        "[a-z]{2,8}\\d{4,6}",
      })
  void whatOperatorsWriteIsNotTooLarge(String pattern) {
    assertThat(compiled(pattern).programSize()).isLessThan(CompilePattern.LARGEST_PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(退", "退)", "[退", "*退", "a**", "(?=退款)", "\\1", "a{3,1}", "\\"})
  void whatIsNoPatternIsBrokenAndSaysWhy(String pattern) {
    assertThat(CompilePattern.compile(pattern))
        .isInstanceOfSatisfying(
            CompilePattern.Result.Broken.class, broken -> assertThat(broken.reason()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?i)vip", "(?i:[!-龥])", "(?si)[!-龥]", "退(?m-i:款)"})
  @Timeout(5)
  void whatFoldsCaseIsNotCompiledAtAll(String pattern) {
    assertThat(CompilePattern.compile(pattern)).isEqualTo(new CompilePattern.Result.FoldsCase());
  }

  private static Pattern compiled(String pattern) {
    return ((CompilePattern.Result.Compiled) CompilePattern.compile(pattern)).pattern();
  }
}
