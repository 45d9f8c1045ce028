package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;

/** The frames under each place of a pool over x [B, T, C]. */
record Windows(Op.Pool1d op, int[] shape) {
  /** One element of the result. */
  @FunctionalInterface
  interface Window {
    /**
     * Looks at it.
     *
     * @param out index of the element
     * @param from index of the first element of x under it
     * @param to index behind the last
     */
    void at(int out, int from, int to);
  }

  /** Index of one frame's element to that of the next one's. */
  int step() {
    return shape[2];
  }

  int[] result() {
    return new int[] {shape[0], (shape[1] + op.stride() - 1) / op.stride(), shape[2]};
  }

  void forEach(Window window) {
    int frames = result()[1];
    int channels = shape[2];
    for (int i = 0; i < shape[0] * frames * channels; i++) {
      int first = i / channels % frames * op.stride() - op.padBefore();
      int start = i / channels / frames * shape[1];
      int from = Math.max(0, first);
      int to = Math.min(shape[1], first + op.kernel());
      int channel = i % channels;
      window.at(i, (start + from) * channels + channel, (start + to) * channels + channel);
    }
  }
}
