package io.xianda.exchange;

import io.xianda.curating.Incoming;
import io.xianda.knowledge.Generation;
import java.util.List;

/**
 * What is to be stored.
 *
 * @param report what operators are told of it
 * @param incoming what changes, each item once
 * @param checked the generation that it was compared with
 */
record Plan(Report report, List<Incoming> incoming, Generation checked) {

  Plan {
    incoming = List.copyOf(incoming);
  }
}
