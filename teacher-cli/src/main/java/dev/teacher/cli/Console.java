package dev.teacher.cli;

import dev.teacher.api.error.Printable;
import dev.teacher.api.error.Problem;
import dev.teacher.train.run.Json;
import java.io.PrintWriter;

/**
 * Results go to standard output, as text or as one JSON object; progress and notices go to standard
 * error.
 */
record Console(PrintWriter out, PrintWriter err, boolean json) {
  /** Progress, a notice: whatever is not the result. */
  void progress(String line) {
    err.println(Printable.text(line));
    err.flush();
  }

  /** The result: {@code value} as JSON if asked for, else {@code text}. */
  void result(Object value, String text) {
    out.println(json ? Json.line(value) : Printable.text(text));
    if (out.checkError()) {
      throw Problem.usage("cannot write the result")
          .where("standard output")
          .remedy("make room where it goes, or see why its reader ended")
          .exception();
    }
  }
}
