package io.xianda.staff;

import static io.xianda.staff.StaffDatabase.refuses;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often one address may try. */
class LoginLimitTest {

  private final AtomicLong nanos = new AtomicLong();
  private final LoginLimit limit = new LoginLimit(StaffDatabase.SETTINGS, nanos::get);

  @Test
  void anAddressHasTwentyTriesInAMinuteAndGetsThemBack() {
    tries("192.0.2.1", 20);
    refuses(StaffProblem.TOO_MANY_LOGINS, () -> limit.take("192.0.2.1"));
    tries("192.0.2.2", 20);

    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    tries("192.0.2.1", 1);
    refuses(StaffProblem.TOO_MANY_LOGINS, () -> limit.take("192.0.2.1"));

    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    tries("192.0.2.1", 20);
    refuses(StaffProblem.TOO_MANY_LOGINS, () -> limit.take("192.0.2.1"));
  }

  @Test
  void whoHoldsANetworkOfIpv6IsOne() {
    for (int i = 1; i <= 20; i++) {
      limit.take("2001:db8:0:1::" + i);
    }
    refuses(StaffProblem.TOO_MANY_LOGINS, () -> limit.take("2001:db8:0:1:ffff::1"));
    limit.take("2001:db8:0:2::1");
  }

  @Test
  void whatIsNoAddressIsOneAlsoAndNotLookedUp() {
    tries("not-an-address", 20);
    refuses(StaffProblem.TOO_MANY_LOGINS, () -> limit.take("not-an-address"));
  }

  private void tries(String address, int times) {
    for (int i = 0; i < times; i++) {
      limit.take(address);
    }
  }
}
