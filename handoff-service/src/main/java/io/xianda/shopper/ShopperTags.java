package io.xianda.shopper;

import io.xianda.conversation.ShopperId;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tags of shoppers, out of a list that can be changed, in PostgreSQL. Thread-safe. */
@Repository
public class ShopperTags {

  /** How many the list has at most. */
  public static final int MOST = 100;

  private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}+_-]{1,20}");
  private static final int SECONDS = 10;

  private final JdbcClient jdbc;

  ShopperTags(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The list. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<String> all() {
    return jdbc.sql("select name from shopper_tag order by name")
        .query((row, n) -> row.getString("name"))
        .list();
  }

  /**
   * Adds a tag to the list; one that is there stays.
   *
   * @throws IllegalArgumentException when it is not 1 to 20 letters, digits, {@code + _ -}, or one
   *     too many
   */
  @Transactional(timeout = SECONDS)
  public void add(String tag) {
    if (!SHAPE.matcher(tag).matches()) {
      throw new IllegalArgumentException("a tag has 1 to 20 characters");
    }
    List<String> all = all();
    if (!all.contains(tag) && all.size() >= MOST) {
      throw new IllegalArgumentException("there are too many tags");
    }
    jdbc.sql("insert into shopper_tag (name) values (:tag) on conflict do nothing")
        .param("tag", tag)
        .update();
  }

  /** Takes a tag from the list and from all shoppers. */
  @Transactional(timeout = SECONDS)
  public void remove(String tag) {
    jdbc.sql("delete from shopper_tag where name = :tag").param("tag", tag).update();
  }

  /** A shopper's tags. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<String> of(ShopperId shopper) {
    return jdbc.sql("select tag from shopper_tagged where shopper = :shopper order by tag")
        .param("shopper", shopper.value())
        .query((row, n) -> row.getString("tag"))
        .list();
  }

  /**
   * From now on a shopper has these tags and no others.
   *
   * @throws IllegalArgumentException when one is not on the list
   */
  @Transactional(timeout = SECONDS)
  public void put(ShopperId shopper, Collection<String> tags) {
    if (!all().containsAll(tags)) {
      throw new IllegalArgumentException("a tag is not on the list");
    }
    jdbc.sql("delete from shopper_tagged where shopper = :shopper")
        .param("shopper", shopper.value())
        .update();
    tags.forEach(tag ->
        jdbc.sql(
                """
                insert into shopper_tagged (shopper, tag)
                select :shopper, name from shopper_tag where name = :tag on conflict do nothing
                """)
            .param("shopper", shopper.value())
            .param("tag", tag)
            .update());
  }
}
