package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SearchSettingsTest {

  @Test
  void withoutAUrlThereIsNoElasticsearch() {
    assertThat(new SearchSettings("", "xianda").elasticsearch()).isEmpty();
    assertThat(new SearchSettings(" ", "xianda").elasticsearch()).isEmpty();
  }

  @Test
  void theyAreShownWithoutThePassword() {
    var settings = new SearchSettings("https://x:geheim@search:9201", "xianda");

    assertThat(settings.elasticsearch()).isPresent();
    assertThat(settings).hasToString("SearchSettings[url=https://search:9201, prefix=xianda]");
  }

  @Test
  void whatIsNoUrlOrNoPrefixIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchSettings("search:geheim", "xianda"))
        .withMessageNotContaining("geheim");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchSettings("", "Xianda_*"))
        .withMessageContaining("xianda.search.prefix");
  }
}
