package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchUrlTest {

  @Test
  void allThatStandsThereIsRead() {
    assertThat(ElasticsearchUrl.of("https://xianda:ge%40heim@search.example:9201/es/"))
        .isEqualTo(
            new ElasticsearchUrl(
                true,
                "search.example",
                9201,
                "/es",
                Optional.of(new ElasticsearchUrl.Credentials("xianda", "ge@heim"))));
  }

  @Test
  void aHostAloneIsEnough() {
    assertThat(ElasticsearchUrl.of("http://search"))
        .isEqualTo(new ElasticsearchUrl(false, "search", 9200, "", Optional.empty()));
  }

  @Test
  void itIsShownWithoutThePassword() {
    ElasticsearchUrl url = ElasticsearchUrl.of("https://xianda:geheim@search.example");

    assertThat(url).hasToString("https://search.example:9200");
    assertThat(url.credentials().toString()).doesNotContain("xianda", "geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "search:9200",
        "ftp://x:geheim@search",
        "http://x:geheim@",
        "http://x:geheim@search:no",
        "http://x:geheim@search:70000",
        "http://geheim@search",
        "http://:geheim@search",
        "http://x:geheim@search/?q",
        "http://x:geheim@search/#f",
        "http://x:geheim und@search"
      })
  void whatIsNoneIsRefusedAndNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ElasticsearchUrl.of(text))
        .withMessageNotContaining("geheim")
        .withNoCause();
  }

  @Test
  void anEndlessOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ElasticsearchUrl.of("http://" + "a".repeat(1000)))
        .withMessageContaining("1000 characters");
  }
}
