package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of the tables. */
final class ItemRows {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ItemRows() {}

  static Item item(ResultSet row, int number) throws SQLException {
    return new Item(
        new EntryId(row.getString("id")),
        row.getLong("lock_number"),
        Words.read(LifeState.class, row.getString("state")),
        Words.read(Publication.class, row.getString("publication")),
        row.getInt("working_version"),
        row.getInt("last_version"),
        nullable(row, "published_version"),
        row.getString("submitted_by"),
        instant(row, "created_at"),
        instant(row, "changed_at"));
  }

  static VersionHead head(ResultSet row, int number) throws SQLException {
    return new VersionHead(
        new EntryId(row.getString("item")),
        row.getInt("number"),
        new Operator(row.getString("author")),
        instant(row, "at"),
        row.getString("note"));
  }

  static Version version(ResultSet row, int number) throws SQLException {
    return new Version(head(row, number), content(row.getString("content")));
  }

  static DraftContent content(String json) {
    return JSON.readValue(json, DraftContent.class);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  private static @Nullable Integer nullable(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
