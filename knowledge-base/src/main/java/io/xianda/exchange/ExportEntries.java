package io.xianda.exchange;

import io.xianda.curating.ItemCursor;
import io.xianda.curating.ItemPage;
import io.xianda.curating.ItemQuery;
import io.xianda.curating.ListItems;
import io.xianda.curating.WorkingVersion;
import io.xianda.curating.WorkingVersions;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes entries to a file that {@link ReadRows} reads again: the working version of each, as of
 * one moment, a page at a time. Thread-safe.
 */
@Service
public class ExportEntries {

  private static final int PAGE = 200;
  private static final int SECONDS = 600;

  private final ListItems list;
  private final WorkingVersions versions;
  private final ExchangeTexts texts = new ExchangeTexts();

  ExportEntries(ListItems list, WorkingVersions versions) {
    this.list = list;
    this.versions = versions;
  }

  /**
   * Writes all entries that are asked for. A transaction is open meanwhile: for a reader that may
   * be slow, write to a file first.
   *
   * @param zone of the times in tables
   * @param out closed by this
   * @return how many entries
   * @throws UnusableFileException when an entry does not fit into the format
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = SECONDS)
  public long write(ItemQuery query, FileFormat format, ZoneId zone, OutputStream out)
      throws IOException {
    long written = 0;
    try (EntryWriter writer = new OpenWriter(texts, zone).open(format, out)) {
      Optional<ItemCursor> place = Optional.of(ItemCursor.firstById());
      while (place.isPresent()) {
        ItemPage page = list.page(query, place.get(), PAGE);
        for (WorkingVersion version :
            versions.of(page.items().stream().map(one -> one.item().id()).toList())) {
          writer.write(version.item().id().value(), version.content(), version.item().state());
          written++;
        }
        place = page.next();
      }
    }
    return written;
  }
}
