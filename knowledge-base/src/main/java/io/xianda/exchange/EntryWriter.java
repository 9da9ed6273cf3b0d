package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import java.io.Closeable;
import java.io.IOException;

/** Writes entries one by one; what was written is not kept. Closing it completes the file. */
interface EntryWriter extends Closeable {

  void write(String id, DraftContent content, LifeState state) throws IOException;
}
