package dev.teacher.api.plain;

/** What happens in one step of a recurrent layer. */
interface RecurrentCell {
  /**
   * A step that was made.
   *
   * @param gates after their functions, one behind the other
   * @param hidden its result
   * @param memory what an LSTM keeps beside it; what a GRU's reset gate weighs
   */
  record Step(double[] gates, double[] hidden, double[] memory) {
    /** Before the first. */
    static Step first(int hidden) {
      return new Step(new double[0], new double[hidden], new double[hidden]);
    }
  }

  /**
   * Gradients of what a step took.
   *
   * @param input of the product with the frame
   * @param state of the product with the last result
   * @param hidden of the last result, but for that product
   * @param memory of the last memory
   */
  record Slopes(double[] input, double[] state, double[] hidden, double[] memory) {}

  /** One step from the products with the frame and with the last result, biases in both. */
  Step forward(double[] input, double[] state, Step last);

  /** The way back, given the gradients of the step's result and of its memory. */
  Slopes backward(Step last, Step step, double[] hidden, double[] memory);
}
