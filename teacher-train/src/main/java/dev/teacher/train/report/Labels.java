package dev.teacher.train.report;

import dev.teacher.model.summary.LayerSummary;

/** What layers measure, in few letters. */
final class Labels {
  private Labels() {}

  /** The number of weights; a dash for none. */
  static String weights(LayerSummary layer) {
    return layer.parameters() == 0 ? "–" : Quantity.of((double) layer.parameters());
  }

  /** Whether there is any work worth a word; masks take a few operations everywhere. */
  static boolean works(LayerSummary layer) {
    return layer.flopsPerFrame() >= 10;
  }

  /** The work for a frame; a dash for none. */
  static String work(LayerSummary layer) {
    return works(layer) ? Quantity.of(layer.flopsPerFrame()) : "–";
  }

  /** The input frames that it sees. */
  static String sees(LayerSummary layer) {
    return layer.receptiveField() == 0 ? "all" : Integer.toString(layer.receptiveField());
  }
}
