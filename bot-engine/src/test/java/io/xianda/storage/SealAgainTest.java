package io.xianda.storage;

import static io.xianda.channel.SharedService.part;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sealed, and by which key. */
class SealAgainTest {

  /** Bytes that are nobody's words: vectors, and what the scheduler keeps. */
  private static final Set<String> READABLE =
      Set.of("central", "vector_sum", "vector", "task_data");

  @Test
  void knowsEveryColumnThatIsSealed() {
    assertThat(
            part(JdbcClient.class)
                .sql(
                    """
                    select table_name || '.' || column_name from information_schema.columns
                    where table_schema = 'public' and data_type = 'bytea'
                      and column_name not in (:readable)
                    """)
                .param("readable", READABLE)
                .query(String.class)
                .set())
        .isEqualTo(
            SealAgain.SEALED.stream()
                .map(sealed -> sealed.table() + "." + sealed.column())
                .collect(Collectors.toSet()));
  }
}
