package io.xianda.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.figures.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DaysTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

  private static Days days(String from, String until) {
    return Days.of(LocalDate.parse(from), LocalDate.parse(until), SHANGHAI, NOON);
  }

  @Test
  void aWeekThatIsOverIsComparedWithTheWeekBefore() {
    Days week = days("2026-11-09", "2026-11-15");

    assertThat(week.span()).isEqualTo(span("2026-11-08T16:00:00Z", "2026-11-15T16:00:00Z"));
    assertThat(week.before()).isEqualTo(span("2026-11-01T16:00:00Z", "2026-11-08T16:00:00Z"));
  }

  @Test
  void todayIsComparedWithYesterdayUntilTheSameTime() {
    Days today = days("2026-11-23", "2026-11-23");

    assertThat(today.span()).isEqualTo(span("2026-11-22T16:00:00Z", "2026-11-23T04:00:00Z"));
    assertThat(today.before()).isEqualTo(span("2026-11-21T16:00:00Z", "2026-11-22T04:00:00Z"));
  }

  @Test
  void whatIsBackToFrontOrTooLongOrToComeIsNoSpan() {
    assertThatIllegalArgumentException().isThrownBy(() -> days("2026-11-23", "2026-11-22"));
    assertThatIllegalArgumentException().isThrownBy(() -> days("2025-11-01", "2026-11-22"));
    assertThatIllegalArgumentException().isThrownBy(() -> days("2026-11-24", "2026-11-25"));
    assertThat(days("2025-11-23", "2026-11-23").span().until()).isEqualTo(NOON);
  }

  private static Span span(String from, String until) {
    return new Span(Instant.parse(from), Instant.parse(until));
  }
}
